import type { AttemptTicket } from "@/lib/verification/attempts";
import { readTickets, ticketCookie, type Ticket } from "@/lib/browser/cookie";

/** A browser keeps its latest attempts of each purpose; what came before is over or left alone. */
const perPurpose = 3;

/** The tickets of the attempts that this browser began: the latest begun or decided first. */
export async function ticketsHere(): Promise<Ticket[]> {
  return (await readTickets()).sort((one, other) => other.at - one.at);
}

/** Keeps the ticket of an attempt that has just begun, and drops the oldest of its purpose. */
export async function keepTicket(
  { id, nonce }: AttemptTicket,
  purpose: Ticket["purpose"],
  now: Date,
): Promise<void> {
  const others = (await ticketsHere()).filter((each) => each.purpose === purpose);
  await ticketCookie(id).write({ id, nonce, purpose, at: now.getTime() });
  for (const old of others.slice(perPurpose - 1)) await ticketCookie(old.id).clear();
}

/** Writes something beside the ticket, where this browser has it. */
export async function noteOnTicket(id: string, note: Partial<Ticket>): Promise<void> {
  const ticket = (await ticketsHere()).find((each) => each.id === id);
  if (ticket !== undefined) await ticketCookie(id).write({ ...ticket, ...note });
}

/** Whether one of the account's passkeys was shown in this attempt. */
export async function hasPasskey({ id }: { id: string }): Promise<boolean> {
  return (await ticketsHere()).some((each) => each.id === id && each.passkey === true);
}

/** Makes this attempt the latest of this browser, which it mostly is: then nothing is written. */
export async function putFirst(id: string, now: Date): Promise<void> {
  const [first] = await ticketsHere();
  if (first?.id !== id) await noteOnTicket(id, { at: now.getTime() });
}

export async function dropTickets(purposes: readonly Ticket["purpose"][]): Promise<void> {
  for (const { id, purpose } of await ticketsHere()) {
    if (purposes.includes(purpose)) await ticketCookie(id).clear();
  }
}
