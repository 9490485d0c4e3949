import { Prisma } from "@/lib/generated/prisma/client";
import type { Proof } from "@/lib/logins/login";

/** What follows on `FROM <holders>`: the holder whose proof still holds. */
export function whileItHolds(proof: Proof, holders: Holders): Prisma.Sql {
  const { holder, passkeysHolder } = columns[holders];
  return proof.method === "password"
    ? Prisma.sql`WHERE ${holder} = ${proof.id} AND password_hash = ${proof.passwordHash}`
    : Prisma.sql`JOIN passkeys ON ${passkeysHolder} = ${holder}
        WHERE ${holder} = ${proof.id} AND passkeys.id = ${proof.passkeyId} AND removed_at IS NULL`;
}

/**
 * Locks what was read, the holder first as everybody does. After waiting for somebody who changed it, the
 * database judges the row as it is by then; FOR KEY SHARE would not wait for a new password.
 */
export function held(proof: Proof, holders: Holders): Prisma.Sql {
  const { table } = columns[holders];
  return proof.method === "password"
    ? Prisma.sql`FOR SHARE OF ${table}`
    : Prisma.sql`FOR SHARE OF ${table}, passkeys`;
}

const columns = {
  accounts: {
    table: Prisma.sql`accounts`,
    holder: Prisma.sql`accounts.id`,
    passkeysHolder: Prisma.sql`passkeys.account_id`,
  },
  administrators: {
    table: Prisma.sql`administrators`,
    holder: Prisma.sql`administrators.id`,
    passkeysHolder: Prisma.sql`passkeys.administrator_id`,
  },
} as const;

type Holders = keyof typeof columns;
