import { once } from "node:events";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server that counts what it takes by Message-ID, and can be taken away for a while. */
export async function startMailCounter(port: number): Promise<MailCounter> {
  const taken = new Map<string, number>();
  let server = await listen(port, taken);
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    start: async () => {
      server = await listen(port, taken);
    },
  };
}

async function listen(port: number, taken: Map<string, number>): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 1,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(({ messageId = "" }) => {
        const id = /^<?([^@>]*)/.exec(messageId)?.[1] ?? "";
        taken.set(id, (taken.get(id) ?? 0) + 1);
        done();
      }, done);
    },
  });
  // A client that is killed in the middle is no fault of the server.
  server.on("error", () => undefined);
  const listening = once(server.server, "listening");
  server.listen(port, "127.0.0.1");
  await listening;
  return server;
}

export type MailCounter = {
  url: string;
  /** How often a mail of this row came. */
  taken: ReadonlyMap<string, number>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
};
