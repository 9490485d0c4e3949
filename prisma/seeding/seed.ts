import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { IdentityKeys } from "@/lib/accounts/recognise";
import { config } from "@/lib/config";
import { hashPassword } from "@/lib/crypto/password";
import { openClient } from "@/lib/db";
import { inventMember } from "./invented-member";
import { progressBar } from "../commands/progress";
import { explain, loadSettings } from "../commands/settings";
import { writeMembers } from "./write-members";

const batchSize = 1_000;

/**
 * Adds invented members, different ones each time. In batches, so that memory use stays constant
 * and an interrupted run keeps what it wrote.
 */
export async function seedMembers(url: string, total: number, options: SeedOptions): Promise<void> {
  const client = await openClient(url);
  try {
    const run = randomBytes(5).toString("hex");
    // The hash of an unknown password, so that nobody can log in as an invented member.
    const passwordHash = await hashPassword(randomBytes(32).toString("base64"));
    for (let done = 0; done < total;) {
      const count = Math.min(batchSize, total - done);
      const first = done;
      const members = Array.from({ length: count }, (_, at) =>
        inventMember(run, first + at, options.now),
      );
      await writeMembers(client, members, { passwordHash, keys: options.keys });
      done += count;
      options.progress(done);
    }
  } finally {
    await client.end();
  }
}

/** `npm run db:seed -- --accounts N` */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { accounts: { type: "string", default: "100" } } });
  const total = Number(values.accounts);
  if (!Number.isInteger(total) || total < 1 || total > 1_000_000) {
    throw new Error("--accounts needs a number from 1 to 1000000.");
  }
  const { databaseUrl } = loadSettings();
  await seedMembers(databaseUrl, total, {
    keys: config(),
    now: new Date(),
    progress: progressBar(total),
  });
}

export type SeedOptions = { keys: IdentityKeys; now: Date; progress: (done: number) => void };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
