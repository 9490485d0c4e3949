import { z } from "zod";
import { writeCookie, writtenHere } from "@/lib/browser/cookie";
import { codes, isCode, type Code } from "@/lib/codes";
import { db } from "@/lib/db";
import { askAnswer, keepAnswer, receiveForm } from "@/lib/form-answers/form-answers";
import { faultName, log } from "@/lib/log";
import { formIdHeader, formIdPattern } from "./form-answer";
import type { FormOutcome, Refusal } from "./form-outcome";

/** The id that our own script gives to one press of a button; null for any other sender. */
export function formIdOf({ headers }: Request): string | null {
  const id = headers.get(formIdHeader);
  return id !== null && formIdPattern.test(id) ? id : null;
}

/**
 * Handles the form of this id once, and keeps what came of it, with the cookies, for the page that
 * may lose the answer. Sent again, the same form is answered alike.
 */
export async function handleOnce(
  id: string,
  handle: () => Promise<FormOutcome>,
): Promise<FormOutcome> {
  const received = await receiveForm(db(), id, new Date());
  switch (received.kind) {
    case "first": {
      const outcome = await handle();
      await keep(id, outcome);
      return outcome;
    }
    case "answered":
      return answerAgain(received.answer);
    case "working":
    case "called_off":
      return { code: "form_repeated" };
  }
}

/** What became of the form of this id; whoever asks gets the cookies too. */
export async function askOutcome(id: string): Promise<AskedOutcome> {
  const asked = await askAnswer(db(), id, new Date());
  if (asked.kind !== "answered") return asked;
  return { kind: "answered", outcome: await answerAgain(asked.answer) };
}

/** The answer itself is on its way: one that could not be kept is no reason to refuse it. */
async function keep(id: string, outcome: FormOutcome): Promise<void> {
  // A file: whoever lost it asks anew.
  if ("response" in outcome) return;
  const told =
    "next" in outcome
      ? { next: outcome.next }
      : { code: outcome.code, fields: outcome.fields, retryAfter: outcome.retryAfter };
  const kept: z.input<typeof keptSchema> = { told, cookies: [...(await writtenHere())] };
  await keepAnswer(db(), id, JSON.stringify(kept)).catch((error: unknown) => {
    log("warn", "form_answer_not_kept", { fault: faultName(error) });
  });
}

async function answerAgain(answer: string): Promise<{ next: string } | Refusal> {
  const { told, cookies } = keptSchema.parse(JSON.parse(answer));
  for (const cookie of cookies) await writeCookie(cookie);
  if ("next" in told) return told;
  const { code, fields, retryAfter } = told;
  return {
    code,
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

const code = z.custom<Code>(isCode, `none of ${Object.keys(codes).length} codes`);
const keptSchema = z.object({
  told: z.union([
    z.object({ next: z.string() }),
    z.object({
      code,
      fields: z.record(z.string(), z.union([code, z.object({ text: z.string() })])).optional(),
      retryAfter: z.number().optional(),
    }),
  ]),
  cookies: z.array(z.object({ name: z.string(), value: z.string(), maxAge: z.number() })),
});

export type AskedOutcome =
  { kind: "answered"; outcome: { next: string } | Refusal } | { kind: "working" | "called_off" };
