import { createSandboxServer } from "./server";

/**
 * Starts the sandbox. `port` 0 takes any free port, `host` defaults to 127.0.0.1; the sandbox's
 * clock starts from `now`, by default the machine's.
 * @throws the listen error (EADDRINUSE) if the port is taken.
 */
export async function startSandbox({
  port,
  host = "127.0.0.1",
  now,
}: SandboxOptions): Promise<RunningSandbox> {
  const server = createSandboxServer(now);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export { developmentSettings } from "./development-settings";
export type SandboxOptions = { port: number; host?: string; now?: () => Date };
export type RunningSandbox = { url: string; close: () => Promise<void> };
