/** Next runs it once at start. */
export async function register(): Promise<void> {
  // A build constant, not a setting: keeps Node's modules out of the edge bundle.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("@/lib/server/start");
    await startServer();
  }
}

/** A page or handler of Next's own that failed: a line for the help desk, under the number that the person sees. */
export async function onRequestError(error: unknown, request: { path: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { noteFailedPage } = await import("@/lib/server/attempt-lines");
    noteFailedPage(error, request.path, new Date());
  }
}
