import { createSecretKey, hkdfSync } from "node:crypto";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal, unseal } from "@/lib/crypto/seal";
import { hashToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** Milliseconds that an answer can be asked for: longer than a page goes on asking. */
const lifetime = 15 * 60_000;

/**
 * To be called before a form is handled. Of two forms with one id the first is handled: `first`.
 * @param id random, made by the page for one press of the button.
 */
export async function receiveForm(db: PrismaClient, id: string, now: Date): Promise<Received> {
  return (await enter(db, { id, isCalledOff: false, now })) ? { kind: "first" } : standing(db, id);
}

/** Keeps what came of a form, sealed by its id, which only the page that sent it has. */
export async function keepAnswer(db: PrismaClient, id: string, answer: string): Promise<void> {
  const { sealed } = seal(answer, { ring: ringOf(id), associatedData });
  await db.formAnswer.updateMany({ where: { idHash: hashToken(id) }, data: { sealed } });
}

/**
 * What came of the form that was sent under this id. One that has not come yet is called off: from
 * then on it is known that nothing was changed by it.
 */
export async function askAnswer(db: PrismaClient, id: string, now: Date): Promise<Asked> {
  return (await enter(db, { id, isCalledOff: true, now }))
    ? { kind: "called_off" }
    : standing(db, id);
}

/** Returns how many were destroyed. */
export async function forgetFormAnswers(db: Prisma.TransactionClient, now: Date): Promise<number> {
  return (await db.formAnswer.deleteMany({ where: { endsAt: { lte: now } } })).count;
}

/** Whether this id was new. */
async function enter(db: PrismaClient, { id, isCalledOff, now }: Entry): Promise<boolean> {
  const endsAt = new Date(now.getTime() + lifetime);
  const { count } = await db.formAnswer.createMany({
    data: [{ idHash: hashToken(id), isCalledOff, endsAt }],
    skipDuplicates: true,
  });
  return count === 1;
}

async function standing(db: PrismaClient, id: string): Promise<Asked> {
  const row = await db.formAnswer.findUnique({ where: { idHash: hashToken(id) } });
  // Forgotten at this very moment: whether it was handled is not known.
  if (row === null) return { kind: "working" };
  if (row.isCalledOff) return { kind: "called_off" };
  if (row.sealed === null) return { kind: "working" };
  const sealed = { keyId, sealed: Uint8Array.from(row.sealed) };
  return { kind: "answered", answer: unseal(sealed, { ring: ringOf(id), associatedData }) };
}

const associatedData = "form_answers";
const keyId = "id";

/** The id has full entropy, so it needs no stretching. */
function ringOf(id: string): KeyRing {
  const secret = createSecretKey(Buffer.from(hkdfSync("sha256", id, "", associatedData, 32)));
  const key = { id: keyId, secret };
  return { current: key, all: [key], find: () => key };
}

type Entry = { id: string; isCalledOff: boolean; now: Date };
export type Asked = { kind: "answered"; answer: string } | { kind: "working" | "called_off" };
export type Received = { kind: "first" } | Asked;
