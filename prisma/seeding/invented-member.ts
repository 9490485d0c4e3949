import { createHash } from "node:crypto";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * Obviously invented: an odd name, an unassigned phone number, an address at example.com. The same
 * `run` and `at` give the same member.
 */
export function inventMember(run: string, at: number, now: Date): Member {
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
    provider: pick(["danal", "danal", "danal", "inicis_unified", "kcp_v2"] as const, 9, "danal"),
    isEmailConfirmed: (digest[10] ?? 0) % 10 !== 0,
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

const surnames = [..."김이박최정강조윤장임한오서신권황안송류홍"];
const syllables = [..."가나다라마바사아자차카타파하보소조노모로"];

export type Member = {
  accountId: string;
  attemptId: string;
  email: string;
  joinedAt: Date;
  provider: string;
  isEmailConfirmed: boolean;
  person: VerifiedPerson;
};
