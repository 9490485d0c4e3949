import { config, type Config } from "@/lib/config";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { AccessToken } from "@/lib/portone/access-token";
import {
  readAttemptHint,
  readBody,
  readQuery,
  writeQuery,
  type FinishedCallback,
  type RedirectCallback,
} from "@/lib/portone/callback";
import { fetchCertification } from "@/lib/portone/v1";
import { fetchIdentityVerification } from "@/lib/portone/v2";

/**
 * Asks the PortOne of the settings about one id. Answers within 10 seconds, whatever happens. Where
 * PortOne tells its own time on the way, `hearNow` hears it.
 */
export function fetchVerification(
  providerId: string,
  hearNow?: (theirs: Date) => void,
): Promise<FetchedVerification> {
  const { portone } = config();
  if (portone.version === "v1") accessToken ??= tokenOf(portone, hearNow);
  return askPortOne(providerId, portone, hearNow, accessToken);
}

let accessToken: AccessToken | undefined;

/** The same by any settings; without an access token at hand (V1) one is asked for first. */
export function askPortOne(
  providerId: string,
  portone: PortOneSettings,
  hearNow?: (theirs: Date) => void,
  token?: AccessToken,
): Promise<FetchedVerification> {
  if (portone.version === "v2") return fetchIdentityVerification(providerId, portone);
  const accessToken = token ?? tokenOf(portone, hearNow);
  return fetchCertification(providerId, { apiUrl: portone.apiUrl, accessToken });
}

function tokenOf(
  portone: PortOneSettings & { version: "v1" },
  hearNow?: (theirs: Date) => void,
): AccessToken {
  return new AccessToken({
    ...portone,
    now: () => performance.now(),
    ...(hearNow && { hearNow }),
  });
}

/** The id in the popup's message; null unless it is that and nothing else. */
export function readCallbackBody(body: unknown): { providerId: string } | null {
  return readBody(config().portone.version, body);
}

/** What the mobile return says. */
export function readRedirectQuery(query: URLSearchParams): RedirectCallback {
  return readQuery(config().portone.version, query);
}

/** The attempt that the mobile return says it is of: no proof, but no other site knows it. */
export function readRedirectHint(query: URLSearchParams): string | null {
  return readAttemptHint(config().portone.version, query);
}

/** A return by POST as the query of a return by GET. */
export function writeRedirectQuery(callback: FinishedCallback, hint: string | null): string {
  return writeQuery(config().portone.version, callback, hint).toString();
}

/** What a browser needs to open the verification window for an attempt. No secret is among it. */
export function verificationWindow(attemptId: string): VerificationWindow {
  const { portone, appUrl } = config();
  const redirectUrl = `${appUrl}/certifications/redirect`;
  const { channelKey } = portone;
  return portone.version === "v1"
    ? {
        version: "v1",
        sdkUrl: portone.sdkUrl,
        impCode: portone.impCode,
        channelKey,
        attemptId,
        redirectUrl,
      }
    : {
        version: "v2",
        sdkUrl: portone.sdkUrl,
        storeId: portone.storeId,
        channelKey,
        attemptId,
        redirectUrl,
      };
}

type PortOneSettings = Config["portone"];
export type { FinishedCallback, RedirectCallback } from "@/lib/portone/callback";
export type { Ending } from "@/lib/portone/ending";
export type VerificationWindow = { channelKey: string; attemptId: string; redirectUrl: string } & (
  | { version: "v1"; sdkUrl: string; impCode: string }
  | { version: "v2"; sdkUrl: string; storeId: string }
);
