import { z } from "zod";
import { withdrawAdvertising, type DecideContext } from "@/lib/advertising/decide";
import { channels, type Channel } from "@/lib/advertising/may-advertise";
import type { AdvertisingSubject } from "@/lib/consents/advertising";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal, unseal, UnsealFailed } from "@/lib/crypto/seal";

const place = "advertising:unsubscribe";
const content = z.object({ accountId: z.string(), channel: z.enum(channels) });

/**
 * What an advertisement carries so that one press ends it without a login: whose it is and by which way,
 * sealed. It does not run out, since nobody may be kept from withdrawing.
 */
export function unsubscribeToken(accountId: string, channel: Channel, ring: KeyRing): string {
  const { keyId, sealed } = seal(JSON.stringify({ accountId, channel }), {
    ring,
    associatedData: place,
  });
  return `${keyId}.${Buffer.from(sealed).toString("base64url")}`;
}

/** Null for a token that is not ours, or under a key that the ring lacks by now. */
export function readUnsubscribeToken(
  token: unknown,
  ring: KeyRing,
): z.infer<typeof content> | null {
  const [, keyId, text] = /^([a-z0-9-]{1,32})\.([\w-]{40,400})$/.exec(String(token)) ?? [];
  if (keyId === undefined || text === undefined) return null;
  const sealed = Uint8Array.from(Buffer.from(text, "base64url"));
  try {
    return content.parse(JSON.parse(unseal({ keyId, sealed }, { ring, associatedData: place })));
  } catch (error) {
    if (error instanceof UnsealFailed) return null;
    throw error;
  }
}

/**
 * Withdraws receiving by this way, its night too; the other consents stay. Pressed again, from elsewhere,
 * or of an account that is gone, it comes to the same.
 */
export async function unsubscribe(
  { accountId, channel }: { accountId: string; channel: Channel },
  context: DecideContext,
): Promise<void> {
  const subjects: AdvertisingSubject[] =
    channel === "email" ? ["email"] : [channel, `${channel}_night`];
  await withdrawAdvertising(accountId, subjects, context);
}
