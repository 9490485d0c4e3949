import { z } from "zod";
import { formIdPattern } from "@/app/form-handlers/form-answer";
import { passkeyPurposes } from "@/lib/browser/cookie";
import { assertionAnswer, registrationAnswer } from "@/lib/passkeys/answers";

const assertion = z.strictObject({ answer: assertionAnswer });

/** What each address that takes JSON takes; docs/openapi.json is written from it. */
export const jsonBodies = {
  "/form-answer": z.strictObject({ id: z.string().regex(formIdPattern) }),
  "/passkeys/add": z.strictObject({ answer: registrationAnswer }),
  "/passkeys/begin": z.strictObject({ purpose: z.enum(passkeyPurposes) }),
  "/passkeys/confirm": assertion,
  "/passkeys/log-in": assertion,
  "/passkeys/recover": assertion,
} as const;
