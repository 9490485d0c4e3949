import { createSandboxServer } from "./server";

/**
 * Starts the local PortOne. `port` 0 takes any free one; `host` is 127.0.0.1 unless told; `now` is
 * the clock that its own clock starts from, the machine's unless told.
 * @throws the listen error (EADDRINUSE) when the port is taken.
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
