import { createSandboxServer } from "./server";

/**
 * Starts the local PortOne on 127.0.0.1; port 0 takes any free one.
 * @throws the listen error (EADDRINUSE) when the port is taken.
 */
export async function startSandbox({ port }: { port: number }): Promise<RunningSandbox> {
  const server = createSandboxServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const bound = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export { developmentSettings } from "./development-settings";
export type RunningSandbox = { url: string; close: () => Promise<void> };
