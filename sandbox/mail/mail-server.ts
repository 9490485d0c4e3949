import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Fault } from "../portone/world/faults";
import type { World } from "../portone/world/world";
import { caughtMail } from "./inbox";

const largest = 5 * 1024 * 1024;

/**
 * Catches every mail on a real SMTP port and brings none further. Any login is taken, unless its
 * password contains `wrong`. Faults at `/smtp` refuse a recipient, or cut the connection.
 * @throws the listen error (EADDRINUSE) if the port is taken.
 */
export async function startMailServer(
  { inbox, faults, clock }: World,
  { port, host }: { port: number; host: string },
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = new SMTPServer({
    banner: "PortOne sandbox, not a mail service",
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: largest,
    closeTimeout: 1,
    onAuth: ({ username, password }, _session, done) => {
      if (password?.includes("wrong")) return done(new Error("Wrong password"));
      done(null, { user: username ?? "anybody" });
    },
    onRcptTo: (_address, _session, done) => {
      const fault = faults.take({ method: "SMTP", path: "/smtp" });
      void misbehave(fault).then((error) => done(error));
    },
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream)
        .then((parsed) => inbox.add(caughtMail(parsed, to, clock.now())))
        .then(() => done(null), done);
    },
  });
  // A client that goes away in the middle is no fault of the server.
  server.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
  const url = `smtp://${host}:${portOf(server.server.address(), port)}`;
  inbox.smtpUrl = url;
  return { url, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What the server answers to a recipient; null for yes. */
async function misbehave(fault: Fault | null): Promise<Error | null> {
  if (fault === null) return null;
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { ref: false });
  const { status = fault.delayMs === undefined ? 451 : 0, drop } = fault;
  if (drop) return Object.assign(new Error("Closing"), { responseCode: 421 });
  return status < 400 ? null : Object.assign(new Error("sandbox fault"), { responseCode: status });
}

function portOf(address: AddressInfo | string | null, asked: number): number {
  return address !== null && typeof address === "object" ? address.port : asked;
}
