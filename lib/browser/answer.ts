import type { AccountHint, ForThePersonAlone } from "@/lib/verification/outcome";
import type { AttemptView } from "@/lib/verification/attempts";
import { tellAdmittedFrom } from "@/lib/browser/admitted-from";
import { toldCookie } from "@/lib/browser/cookie";
import { noteOnTicket, putFirst, ticketsHere } from "@/lib/browser/tickets";

/** A page that is loaded again and again asks PortOne no oftener. */
const askInterval = 5_000;

/**
 * Hands a decision to the person: the attempt it is about becomes the one that goes on in this
 * browser, and what we keep nowhere goes into their own cookie.
 */
export async function handAnswer(
  { id, state }: Pick<AttemptView, "id" | "state">,
  message: ForThePersonAlone,
): Promise<void> {
  switch (state) {
    case "confirmed":
    case "consumed":
    case "failed":
      await putFirst(id, new Date());
      break;
    case "refused":
      await noteOnTicket(id, { at: Date.now(), told: true });
      break;
    case "issued":
    case "confirming":
    case "expired":
  }
  await tellRefusal(id, message);
}

/** Tells a refused person what only they may know. */
export async function tellRefusal(
  attempt: string,
  { admittedFrom, hint }: ForThePersonAlone,
): Promise<void> {
  if (admittedFrom !== undefined) await tellAdmittedFrom(admittedFrom);
  if (hint !== undefined) await toldCookie.write({ hint: { attempt, ...hint } });
}

/** The account that the person of this attempt has, where it was told; masked. */
export async function readHint({ id }: AttemptView): Promise<AccountHint | null> {
  const { hint } = (await toldCookie.read()) ?? {};
  return hint?.attempt === id ? hint : null;
}

/** Whether this attempt was refused, and the person has not heard it: the answer had been lost. */
export async function isUnheard({ id, state }: AttemptView): Promise<boolean> {
  if (state !== "refused") return false;
  return (await ticketsHere()).some((each) => each.id === id && each.told !== true);
}

/** Whether PortOne may be asked about this attempt, without an answer having come. */
export async function mayAsk({ id }: AttemptView, now: Date): Promise<boolean> {
  const ticket = (await ticketsHere()).find((each) => each.id === id);
  return ticket !== undefined && now.getTime() - (ticket.askedAt ?? 0) >= askInterval;
}

export async function noteAsked({ id }: AttemptView, now: Date): Promise<void> {
  await noteOnTicket(id, { askedAt: now.getTime() });
}
