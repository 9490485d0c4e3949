import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { currentIndex } from "@/lib/crypto/blind-index";
import { hashPassword } from "@/lib/crypto/password";
import { sealProfile, sealUniqueKey } from "@/lib/accounts/sealing";
import { config } from "@/lib/config";
import { recordConsent } from "@/lib/consents/documents";
import { openDatabase } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { loadSettings } from "./settings";

const batchSize = 500;

/**
 * `npm run db:seed -- --accounts N`: invented members, written in batches, so that a million need
 * no more memory than a thousand. Each run adds others.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { accounts: { type: "string", default: "100" } } });
  const total = Number(values.accounts);
  if (!Number.isInteger(total) || total < 1 || total > 1_000_000) {
    throw new Error("--accounts needs a number from 1 to 1000000.");
  }
  const db = openDatabase(loadSettings().databaseUrl);
  const run = randomBytes(5).toString("hex");
  // One hash that no password is known for: nobody logs in as an invented member.
  const passwordHash = await hashPassword(randomBytes(32).toString("base64"));
  const now = new Date();
  for (let done = 0; done < total;) {
    const count = Math.min(batchSize, total - done);
    const first = done;
    const people = Array.from({ length: count }, (_, at) => inventMember(run, first + at, now));
    await writeMembers(db, people, passwordHash);
    done += count;
    showProgress(done, total);
  }
  await db.$disconnect();
}

async function writeMembers(
  db: PrismaClient,
  members: Member[],
  passwordHash: string,
): Promise<void> {
  const { sealKeys, indexKeys } = config();
  await db.$transaction([
    db.attempt.createMany({
      data: members.map(({ attemptId, joinedAt }) => ({
        id: attemptId,
        purpose: "signup" as const,
        state: "consumed" as const,
        nonceHash: sha256(attemptId),
        providerId: `seed_${attemptId}`,
        provider: "danal",
        verifiedAt: joinedAt,
        consents: [],
        createdAt: joinedAt,
        expiresAt: joinedAt,
      })),
    }),
    db.account.createMany({
      data: members.map(({ accountId, attemptId, joinedAt, email, person }) => {
        const profile = sealProfile(person, accountId, sealKeys);
        const key = sealUniqueKey(person.ci ?? "", accountId, sealKeys);
        const blind = currentIndex(person.ci ?? "", indexKeys, "ci");
        return {
          id: accountId,
          attemptId,
          email,
          passwordHash,
          profileSealed: profile.sealed,
          profileSealedKeyId: profile.keyId,
          uniqueKeySealed: key.sealed,
          uniqueKeySealedKeyId: key.keyId,
          uniqueKeyIndex: blind.index,
          uniqueKeyIndexKeyId: blind.keyId,
          provider: "danal",
          verifiedAt: joinedAt,
          createdAt: joinedAt,
          birthYear: Number(person.birthDate.slice(0, 4)),
        };
      }),
    }),
    db.consent.createMany({
      data: members.flatMap(({ accountId, joinedAt }) =>
        (["terms", "privacy"] as const).map((id) => ({
          accountId,
          ...recordConsent(id, "ko", joinedAt),
        })),
      ),
    }),
  ]);
}

const surnames = [..."김이박최정강조윤장임한오서신권황안송류홍"];
const syllables = [..."가나다라마바사아자차카타파하보소조노모로"];

/** Looks invented: odd names, a phone range that nobody has, addresses at example.com. */
function inventMember(run: string, at: number, now: Date): Member {
  const digest = sha256(`${run}:${at}`);
  const pick = <T>(list: readonly T[], byte: number, fallback: T): T =>
    list[(digest[byte] ?? 0) % list.length] ?? fallback;
  const digits = String(at % 10_000).padStart(4, "0");
  const birthYear = 1940 + ((digest[0] ?? 0) % 66);
  const month = String(1 + ((digest[1] ?? 0) % 12)).padStart(2, "0");
  const day = String(1 + ((digest[2] ?? 0) % 28)).padStart(2, "0");
  const id = `${run}${at.toString(36)}`;
  return {
    accountId: `s${id}`,
    attemptId: `seed${id}`,
    email: `member-${id}@example.com`,
    joinedAt: new Date(now.getTime() - at * 60_000),
    person: {
      name: pick(surnames, 3, "홍") + pick(syllables, 4, "가") + pick(syllables, 5, "나"),
      birthDate: `${birthYear}-${month}-${day}`,
      gender: pick(["male", "female"] as const, 6, "male"),
      phone: `0100000${digits}`,
      carrier: pick(["SKT", "KT", "LGU"] as const, 7, "SKT"),
      isForeigner: (digest[8] ?? 0) % 20 === 0,
      ci: createHash("sha512").update(digest).digest("base64"),
      di: null,
    },
  };
}

function sha256(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(text).digest());
}

function showProgress(done: number, total: number): void {
  const width = 30;
  const filled = Math.round((done / total) * width);
  const bar = "█".repeat(filled) + "░".repeat(width - filled);
  const text = `${bar} ${done}/${total}`;
  if (process.stdout.isTTY) process.stdout.write(`\r${text}${done === total ? "\n" : ""}`);
  else if (done === total) console.log(text);
}

type Member = {
  accountId: string;
  attemptId: string;
  email: string;
  joinedAt: Date;
  person: VerifiedPerson;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
