import { z } from "zod";

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8192);
const id = base64url.max(1400);
/** Extensions are not used; what a browser says of them is dropped. */
const extensions = z.record(z.string(), z.unknown()).transform(() => ({}));
const attachment = z.enum(["platform", "cross-platform"]).catch("platform").optional();
const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);

/** What a browser answers when it made a passkey (RegistrationResponseJSON). */
export const registrationAnswer = z
  .strictObject({
    id,
    rawId: id,
    type: z.literal("public-key"),
    authenticatorAttachment: attachment,
    clientExtensionResults: extensions,
    response: z.strictObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      // The attestation says the same, and that counts.
      authenticatorData: base64url.optional(),
      publicKey: base64url.optional(),
      publicKeyAlgorithm: z.number().optional(),
      transports: z
        .array(z.string())
        .max(10)
        .transform((all) => all.flatMap((each) => transport.safeParse(each).data ?? []))
        .optional(),
    }),
  })
  .transform(({ authenticatorAttachment: _, response, ...rest }) => ({
    ...rest,
    response: {
      clientDataJSON: response.clientDataJSON,
      attestationObject: response.attestationObject,
      transports: response.transports ?? [],
    },
  }));

/** What a browser answers when a passkey was used (AuthenticationResponseJSON). */
export const assertionAnswer = z
  .strictObject({
    id,
    rawId: id,
    type: z.literal("public-key"),
    authenticatorAttachment: attachment,
    clientExtensionResults: extensions,
    response: z.strictObject({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.nullish(),
    }),
  })
  .transform(({ authenticatorAttachment: _, response, ...rest }) => {
    const { userHandle, ...signed } = response;
    return { ...rest, response: { ...signed, ...(userHandle ? { userHandle } : {}) } };
  });

/** The challenge that an answer says it answers; null where it says none. Nothing is verified by this. */
export function challengeOf(answer: { response: { clientDataJSON: string } }): string | null {
  const text = Buffer.from(answer.response.clientDataJSON, "base64url").toString("utf8");
  try {
    return z.object({ challenge: z.string() }).parse(JSON.parse(text)).challenge;
  } catch {
    return null;
  }
}

export type RegistrationAnswer = z.infer<typeof registrationAnswer>;
export type AssertionAnswer = z.infer<typeof assertionAnswer>;
