import type { Instrumentation } from "next";

/** Runs once when the server starts: refuse to start with missing or unsafe settings. */
export async function register(): Promise<void> {
  // A constant of the build, not a setting: keeps Node's modules out of the edge bundle.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("@/lib/start");
    await startServer();
  }
}

/**
 * A page that failed. A form that Next could not read comes here too: without a source, or, called by
 * a script, as the payload that tells of it.
 */
export const onRequestError: Instrumentation.onRequestError = async (_error, request, context) => {
  const { renderSource } = context;
  const isPage = renderSource === "react-server-components" || renderSource === "server-rendering";
  if (process.env.NEXT_RUNTIME !== "nodejs" || !isPage) return;
  const { markOurFault, requestIdHeader } = await import("@/lib/requests/unread-form");
  markOurFault([request.headers[requestIdHeader]].flat()[0]);
};
