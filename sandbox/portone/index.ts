import { startMailServer } from "../mail/mail-server";
import { createSandboxServer } from "./server";
import { createWorld } from "./world/world";

/**
 * Starts the sandbox: PortOne, and a mail server that catches every mail. A port of 0, which is the
 * default for mail, takes any free one; `host` defaults to 127.0.0.1; the sandbox's clock starts from
 * `now`, by default the machine's.
 * @throws the listen error (EADDRINUSE) if a port is taken.
 */
export async function startSandbox({
  port,
  smtpPort = 0,
  host = "127.0.0.1",
  now,
}: SandboxOptions): Promise<RunningSandbox> {
  const world = createWorld(now);
  const server = createSandboxServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const mail = await startMailServer(world, { port: smtpPort, host }).catch(
    async (error: unknown) => {
      await stop();
      throw error;
    },
  );
  const address = server.address();
  const bound = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://${host}:${bound}`,
    smtpUrl: mail.url,
    close: async () => {
      await Promise.all([stop(), mail.close()]);
    },
  };
}

export { developmentSettings } from "./development-settings";
export type SandboxOptions = {
  port: number;
  smtpPort?: number;
  host?: string;
  now?: () => Date;
};
export type RunningSandbox = {
  url: string;
  /** For SMTP_URL. */
  smtpUrl: string;
  close: () => Promise<void>;
};
