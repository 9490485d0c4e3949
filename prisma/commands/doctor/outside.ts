import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Config } from "@/lib/config";
import type { Database } from "@/lib/db";
import { deliveryOf } from "@/lib/mail/transport";
import { askPortOne } from "@/lib/portone";
import { askCollector } from "@/lib/telemetry/tracing/ask-collector";
import { bad, ok, warn, type Finding, type Surroundings } from "./findings";

/** What a server speaks to besides its database. */

export async function checkMail({ smtpUrl, mailFrom }: Config): Promise<Finding[]> {
  const { hostname, port } = new URL(smtpUrl);
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
  });
  try {
    await transport.verify();
    return [ok(`${hostname}${port && `:${port}`} takes mail from ${mailFrom}`)];
  } catch (error) {
    const delivery = deliveryOf(error);
    const fault = delivery.kind === "sent" ? "" : delivery.fault;
    return [
      warn(
        `no mail goes out: ${fault}`,
        "Look at SMTP_URL. Mails wait in the database and go out when it answers.",
      ),
    ];
  } finally {
    transport.close();
  }
}

export async function checkOutbox(db: Database, now: Date): Promise<Finding[]> {
  const { rows } = await db.$statements.query(
    `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE state = 'given_up')::int AS lost,
       extract(epoch FROM $1::timestamptz - min(created_at) FILTER (WHERE state = 'waiting'))::int AS oldest
     FROM mails`,
    [now.toISOString()],
  );
  const [{ waiting, lost, oldest }] = z
    .tuple([z.object({ waiting: z.number(), lost: z.number(), oldest: z.number().nullable() })])
    .parse(rows);
  const said = `${waiting} waiting, ${lost} given up`;
  return oldest !== null && oldest > 600
    ? [
        warn(
          `${said}; the oldest waits for ${Math.round(oldest / 60)} minutes`,
          "Is a server running, and does the mail server take them?",
        ),
      ]
    : [ok(said)];
}

/** Milliseconds; above, people begin to press again. */
const slow = 2_000;

/** Asks for a verification that nobody has: our keys are accepted if PortOne says so. */
export async function checkPortOne({ settings, now }: Surroundings): Promise<Finding[]> {
  const clocks: Finding[] = [];
  const asked = now().getTime();
  const began = performance.now();
  const found = await askPortOne("doctor-0000000000", settings.portone, (theirs) => {
    clocks.push(apart("PortOne's", theirs.getTime(), asked, now().getTime()));
  });
  const took = performance.now() - began;
  if (found.kind === "rejected-us") {
    return [bad("it refuses our keys", "Look at the PORTONE_ settings and PortOne's console.")];
  }
  if (found.kind === "unavailable") {
    return [
      warn(
        "it does not answer",
        "Look at PORTONE_API_URL and the way out of this network. Nobody can verify meanwhile.",
      ),
    ];
  }
  if (took > slow) {
    return [
      warn(
        `it took ${(took / 1_000).toFixed(1)} s to answer`,
        "People wait as long, and are told to try again after 10 s: look at the way out of this network.",
      ),
      ...clocks,
    ];
  }
  return [ok("answers, and takes our keys"), ...clocks];
}

/** As people reach it, through whatever stands in front; nothing may be there yet. */
export async function checkSite({ appUrl }: Config): Promise<Finding[]> {
  const answer = await fetch(`${appUrl}/health/live`, {
    redirect: "manual",
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  if (answer === null) return [ok(`nothing answers at ${appUrl} yet, or not from here`)];
  const isOurs = health.safeParse(await answer.json().catch(() => null)).success;
  if (answer.status === 200 && isOurs) return [ok(`a server of ours answers at ${appUrl}`)];
  const leads = answer.status >= 300 && answer.status < 400;
  return [
    warn(
      `${appUrl} ${leads ? "leads elsewhere" : `answers ${answer.status}, and not as a server of ours`}`,
      "Look at APP_URL and at the proxy in front: where it leads, and what it believes the protocol is.",
    ),
  ];
}

const health = z.object({ status: z.literal("live") });

/** Only where a collector is named; servers go on without it. */
export async function checkTraces({ traces }: Config): Promise<Finding[]> {
  if (traces === null) return [];
  const fault = await askCollector(traces);
  return fault === null
    ? [ok(`${traces.endpoint} takes them, ${Math.round(traces.share * 100)} % of all`)]
    : [
        warn(
          `${traces.endpoint} takes none: ${fault}`,
          "Look at OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.",
        ),
      ];
}

/** Seconds. A verification is fresh within 60. */
const tolerated = 5;

export function apart(whose: string, theirs: number, asked: number, answered: number): Finding {
  const seconds = Math.round(Math.max(asked - theirs, theirs - answered, 0) / 1_000);
  return seconds > tolerated
    ? bad(
        `this clock and ${whose} differ by ${seconds} s`,
        "Set the time by NTP on both: verifications are judged by it.",
      )
    : ok(`agrees with ${whose}`);
}
