import { afterAll, describe, expect, inject, it } from "vitest";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import { openDatabase } from "@/lib/db";
import { notifyAccount, notifyOnceADay, queueMail, unsealMail } from "./outbox";

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString("base64")}`;
const sealKeys = parseKeyRing(key("k1"));
const to = "outbox@example.com";

describe.each(inject("databases"))("the outbox on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  let woken = 0;
  const mailing = {
    appUrl: "https://signup.example.com",
    brand: { name: "한빛", colour: null },
    wake: () => (woken += 1),
  };
  const context = { mailing, sealKeys, now: new Date() };
  const accountId = randomAlphanumeric(24);
  const recipient = { to, locale: "ko", accountId };
  const where = { accountId };

  it("keeps a mail only if its transaction is kept, sealed for its own row, and wakes the sender", async () => {
    const before = await db.mail.count({ where });
    await expect(
      db.$transaction(async (tx) => {
        await queueMail(tx, recipient, { kind: "account_closed" }, context);
        throw new Error("taken back");
      }),
    ).rejects.toThrow("taken back");
    expect(await db.mail.count({ where })).toBe(before);
    woken = 0;
    await db.$transaction((tx) => queueMail(tx, recipient, { kind: "account_closed" }, context));
    expect(woken).toBe(1);
    const [row] = await db.mail.findMany({ where });
    if (row?.sealed == null || row.sealedKeyId === null) throw new Error("no mail");
    expect(Buffer.from(row.sealed).includes(to)).toBe(false);
    const sealed = { sealed: row.sealed, keyId: row.sealedKeyId };
    expect(unsealMail(sealed, row.id, sealKeys)).toMatchObject({
      to,
      subject: "[한빛] 탈퇴를 마쳤어요",
    });
    expect(() => unsealMail(sealed, "another", sealKeys)).toThrow("does not open here");
  });

  it("tells an account that is gone nothing", async () => {
    const nobody = randomAlphanumeric(24);
    await db.$transaction((tx) => notifyAccount(tx, nobody, { kind: "joined_again" }, context));
    await notifyOnceADay(db, nobody, { kind: "joined_again" }, { ...context, indexKeys: sealKeys });
    expect(await db.mail.count({ where: { accountId: nobody } })).toBe(0);
  });
});
