import { addressHere } from "@/lib/browser/client";
import { config } from "@/lib/config";
import { db } from "@/lib/db";
import type { LimitName, Subjects } from "@/lib/limits/limits";
import { refund, spend } from "@/lib/limits/spend";
import { log } from "@/lib/log";

/**
 * Counts a try of whoever sends this request.
 * @returns null while it is within the limits, else after how many seconds to try again.
 */
export async function spendHere(name: LimitName, known: Subjects = {}): Promise<number | null> {
  const verdict = await spend(name, await subjectsHere(known), limitContext());
  if (verdict.kind === "allowed") return null;
  noteLimited(name);
  return verdict.retryAfter;
}

export function noteLimited(name: LimitName): void {
  log("warn", "rate_limited", { code: "rate_limited", reason: name });
}

/** Takes the try of this request back. */
export async function refundHere(name: LimitName, known: Subjects = {}): Promise<void> {
  await refund(name, await subjectsHere(known), limitContext());
}

function limitContext() {
  return { statements: db().$statements, indexKeys: config().indexKeys };
}

async function subjectsHere(known: Subjects): Promise<Subjects> {
  const address = await addressHere();
  const account = known.account?.trim().toLowerCase();
  return {
    ...known,
    address,
    ...(account === undefined ? {} : { account, "address and account": `${address} ${account}` }),
  };
}
