import type { Settings } from "@/lib/settings/schema";
import { isLocal } from "@/lib/settings/unsafe-settings";

export function portOneSettings(read: Settings, demandLive: boolean): PortOneSettings {
  const shared = { apiUrl: read.PORTONE_API_URL, channelKey: read.PORTONE_CHANNEL_KEY, demandLive };
  // The sandbox serves its own browser SDK; PortOne's comes from a CDN.
  const ownSdk = isLocal(read.PORTONE_API_URL) ? read.PORTONE_API_URL : null;
  if (read.PORTONE_VERSION === "v2") {
    return {
      ...shared,
      version: "v2",
      sdkUrl: read.PORTONE_SDK_URL ?? `${ownSdk ?? "https://cdn.portone.io"}/v2/browser-sdk.js`,
      storeId: read.PORTONE_STORE_ID,
      apiSecret: read.PORTONE_API_SECRET,
    };
  }
  return {
    ...shared,
    version: "v1",
    sdkUrl: read.PORTONE_SDK_URL ?? `${ownSdk ?? "https://cdn.iamport.kr"}/v1/iamport.js`,
    impCode: read.PORTONE_IMP_CODE,
    impKey: read.PORTONE_IMP_KEY,
    impSecret: read.PORTONE_IMP_SECRET,
  };
}

export type PortOneSettings = {
  apiUrl: string;
  channelKey: string;
  /** Whether a verification on a test channel is refused. */
  demandLive: boolean;
} & (
  | { version: "v1"; sdkUrl: string; impCode: string; impKey: string; impSecret: string }
  | { version: "v2"; sdkUrl: string; storeId: string; apiSecret: string }
);
