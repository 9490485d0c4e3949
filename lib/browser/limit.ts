import { headers } from "next/headers";
import { config } from "@/lib/config";
import { db } from "@/lib/db";
import {
  clientAddress,
  isTrusted,
  type Hops,
  type TrustedProxies,
} from "@/lib/requests/client-address";
import type { LimitName, Subjects } from "@/lib/limits/limits";
import { refund, spend } from "@/lib/limits/spend";
import { log } from "@/lib/log";
import { peerHeader } from "@/lib/requests/request-headers";

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

/**
 * A proxy that TRUSTED_PROXIES does not name makes one client of everybody: fifty wrong passwords of
 * a stranger would lock every administrator out. Said once, as loud as a fault.
 */
function noticeUnnamedProxy({ peer, forwardedFor }: Hops, trusted: TrustedProxies): void {
  if (ofThisProcess.isProxyNoticed || forwardedFor === null || peer === null) return;
  if (isTrusted(peer, trusted)) return;
  ofThisProcess.isProxyNoticed = true;
  log("error", "unnamed_proxy", { reason: "name_it_in_TRUSTED_PROXIES" });
}

const ofThisProcess: typeof globalThis & { isProxyNoticed?: boolean } = globalThis;

async function subjectsHere(known: Subjects): Promise<Subjects> {
  const received = await headers();
  const hops = { peer: received.get(peerHeader), forwardedFor: received.get("x-forwarded-for") };
  const { trustedProxies } = config();
  noticeUnnamedProxy(hops, trustedProxies);
  const address = clientAddress(hops, trustedProxies);
  const account = known.account?.trim().toLowerCase();
  return {
    ...known,
    address,
    ...(account === undefined ? {} : { account, "address and account": `${address} ${account}` }),
  };
}
