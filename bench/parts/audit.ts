import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { openDatabase } from "@/lib/db";
import { sealEvents } from "@/lib/audit/seal-events";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { inventKeys } from "@/lib/accounts/sign-up.fixture";
import { migrate } from "@/prisma/engine/migrate";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { highWaterMb } from "../memory";
import { accessLogWorks } from "./access-log-works";
import { measure, type Asked } from "./statements";

/**
 * `npm run audit:verify` over so many sealed events: its time, and the most memory that it ever held (VmHWM), beside
 * a hundredth of them. What it starts with, the loader of TypeScript included, is in both. And what a page of the
 * access log costs at either.
 */
export async function benchAudit(
  events: number,
): Promise<{ figures: AuditFigure[]; asked: Asked[] } | null> {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT MEASURED: audit:verify. No PostgreSQL answers at TEST_POSTGRES_URL.");
    return null;
  }
  const database = openDatabase(real.url);
  try {
    await migrate(real.url);
    const keys = `bench:${randomBytes(32).toString("base64")}`;
    const auditKeys = parseKeyRing(keys);
    const figures: AuditFigure[] = [];
    const asked: Asked[] = [];
    let present = 0;
    for (const size of [Math.ceil(events / 100), events]) {
      for (; present < size; present += batch) {
        await database.$executeRawUnsafe(inventing, Math.min(batch, size - present));
      }
      present = size;
      const context = { statements: database.$statements, auditKeys, now: new Date() };
      let sealed = 1;
      while (sealed > 0) sealed = await sealEvents(context);
      await database.$executeRawUnsafe("VACUUM ANALYZE audit_events");
      // The pages that were read before are events too.
      const all = await database.auditEvent.count();
      figures.push({ events: size, ...(await verify(real.url, keys, all)) });
      console.log(figures.at(-1));
      for (const work of accessLogWorks) {
        asked.push(...(await measure(work, { database, keys: inventKeys(), size })));
      }
    }
    return { figures, asked };
  } finally {
    await database.$disconnect();
    await real.drop();
  }
}

const batch = 20_000;

/** Of every sort that there is most of: joining, logging in, and nine administrators' looks at 25 of a million people. */
const inventing = `
INSERT INTO audit_events (at, kind, actor, subject, address, people, detail)
SELECT now() - random() * interval '30 days', (ARRAY['account_opened', 'logged_in', 'people_listed'])[1 + n % 3],
  CASE WHEN n % 3 = 2 THEN 'administrator' || 1 + n % 9 ELSE md5(random()::text) END, CASE WHEN n % 3 < 2 THEN md5(random()::text) END, CASE WHEN n % 3 = 2 THEN '203.0.113.7' END,
  CASE WHEN n % 3 = 2 THEN ARRAY(SELECT 'person' || 1 + floor(random() * 1e6 + n * 0) FROM generate_series(1, 25)) END,
  jsonb_build_object('attempt', md5(random()::text))
FROM generate_series(1, $1::int) AS n`;

const command = ["--import", "tsx", "--import", "./prisma/engine/ready-client.ts"];

async function verify(url: string, keys: string, all: number) {
  const began = performance.now();
  const child = spawn(process.execPath, [...command, "prisma/commands/audit-verify.ts"], {
    // Development has samples of all other settings.
    env: { ...process.env, NODE_ENV: "development", DATABASE_URL: url, AUDIT_KEYS: keys },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  let highestMb = 0;
  const read = () => (highestMb = Math.max(highestMb, highWaterMb(child.pid ?? 0) ?? 0));
  const timer = setInterval(read, 20);
  const code = await new Promise<number | null>((exited) => child.once("exit", exited));
  clearInterval(timer);
  if (code !== 0 || !said.includes(`${all} events`)) {
    throw new Error(`audit:verify ended with ${code}: ${said}`);
  }
  return { seconds: (performance.now() - began) / 1_000, highestMb };
}

/** The figures as rows of bench/results.json; the ratio is to the fewest events. */
export function auditRows(figures: readonly AuditFigure[]) {
  const [least] = figures;
  return figures.flatMap(({ events, seconds, highestMb }) => [
    {
      ...{ what: `audit:verify of ${events} events, memory at its highest`, value: highestMb },
      ...{ unit: "MB", ratio: least === undefined ? null : highestMb / least.highestMb },
    },
    { what: `audit:verify of ${events} events`, value: seconds, unit: "s", ratio: null },
  ]);
}

export type AuditFigure = { events: number; seconds: number; highestMb: number };
