import { headers } from "next/headers";
import { browserCookie } from "@/lib/browser/cookie";
import { config } from "@/lib/config";
import { randomToken } from "@/lib/crypto/token";
import { log } from "@/lib/log";
import type { LoginOrigin } from "@/lib/logins/login";
import {
  clientAddress,
  isClientAmong,
  isTrusted,
  type AddressRanges,
  type Hops,
  type TrustedProxies,
} from "@/lib/requests/client-address";
import { coarseNetwork } from "@/lib/requests/client-network";
import { deviceOf } from "@/lib/requests/device";
import { peerHeader } from "@/lib/requests/request-headers";

/** The address of whoever sends this request, as limits count it. */
export async function addressHere(): Promise<string> {
  const hops = await hopsHere();
  const { trustedProxies } = config();
  noticeUnnamedProxy(hops, trustedProxies);
  return clientAddress(hops, trustedProxies);
}

/** Whether whoever sends this request has one of these addresses. */
export async function isFromHere(ranges: AddressRanges): Promise<boolean> {
  return isClientAmong(await hopsHere(), config().trustedProxies, ranges);
}

async function hopsHere(): Promise<Hops> {
  const received = await headers();
  return { peer: received.get(peerHeader), forwardedFor: received.get("x-forwarded-for") };
}

/** In what a login begins, as coarsely as it is kept. */
export async function originHere(): Promise<LoginOrigin> {
  const received = await headers();
  return {
    device: deviceOf(received.get("user-agent")),
    network: coarseNetwork(await addressHere()),
  };
}

/** The random id of this browser; a browser without one gets one. Written anew, so that it stays. */
export async function browserHere(): Promise<string> {
  const { browser } = (await browserCookie.read()) ?? { browser: randomToken(12) };
  await browserCookie.write({ browser });
  return browser;
}

/**
 * A proxy that TRUSTED_PROXIES does not name makes one client of everybody: fifty wrong passwords of
 * a stranger would lock every administrator out. Said once, as loud as a fault. Where nobody has written the header,
 * Next writes the peer itself.
 */
function noticeUnnamedProxy({ peer, forwardedFor }: Hops, trusted: TrustedProxies): void {
  if (ofThisProcess.isProxyNoticed || forwardedFor === null || peer === null) return;
  if (forwardedFor === peer) return;
  if (isTrusted(peer, trusted)) return;
  ofThisProcess.isProxyNoticed = true;
  log("error", "unnamed_proxy", { reason: "name_it_in_TRUSTED_PROXIES" });
}

const ofThisProcess: typeof globalThis & { isProxyNoticed?: boolean } = globalThis;
