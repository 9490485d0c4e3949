import { z } from "zod";
import { equalBytes } from "@/lib/crypto/token";
import type { StatementRunner } from "@/lib/db";
import type { Viewer } from "@/lib/logins/admission";
import { absoluteLimit, idleLimit } from "@/lib/logins/administrators";
import { handleOf } from "@/lib/logins/members";
import { userHandleOf } from "@/lib/passkeys/holders";
import type { PasskeySignals, PasskeyView } from "@/lib/passkeys/passkeys";
import { rpIdOf } from "@/lib/passkeys/site";

/**
 * What an administrator sees of themselves, by one question: their passkeys, the newest first, what their
 * authenticators are told, and every login of theirs that lasts, the latest used first.
 */
export async function readOwnAdministration(
  { id, email, login }: Viewer,
  { statements, appUrl, now }: { statements: StatementRunner; appUrl: string; now: Date },
): Promise<OwnAdministration> {
  const since = (limit: number) => new Date(now.getTime() - limit);
  const values = [id, since(idleLimit), since(absoluteLimit)];
  const { rows } = await statements.query(ownSql, values);
  const [{ passkeys, logins }] = own.parse(rows);
  return {
    passkeys: passkeys.map(({ credentialId: _, ...passkey }) => passkey),
    signals: {
      rpId: rpIdOf(appUrl),
      userId: userHandleOf({ kind: "administrator", id }),
      name: email,
      credentialIds: passkeys.map(({ credentialId }) => credentialId.toString("base64url")),
    },
    logins: logins.map(({ tokenHash, ...each }) => ({
      ...each,
      handle: handleOf(tokenHash),
      isThisOne: equalBytes(tokenHash, login.tokenHash),
    })),
  };
}

const ownSql = `
SELECT ARRAY(SELECT to_jsonb(line) FROM (
    SELECT id, encode(credential_id, 'base64') AS "credentialId", name, created_at AS "createdAt",
      last_used_at AS "lastUsedAt", is_backed_up AS "isBackedUp"
    FROM passkeys WHERE administrator_id = $1 AND removed_at IS NULL
    ORDER BY created_at DESC, id DESC) AS line) AS passkeys,
  ARRAY(SELECT to_jsonb(line) FROM (
    SELECT encode(token_hash, 'base64') AS "tokenHash", device, network, created_at AS "beganAt",
      last_seen_at AS "lastSeenAt"
    FROM administrator_sessions
    WHERE administrator_id = $1 AND last_seen_at >= $2::timestamptz AND created_at >= $3::timestamptz
    ORDER BY last_seen_at DESC LIMIT 100) AS line) AS logins`;

/** Within JSON bytes and times are texts. */
const bytes = z.string().transform((text) => Buffer.from(text, "base64"));
const time = z.coerce.date();
const own = z.tuple([
  z.object({
    passkeys: z.array(
      z.object({
        ...{ id: z.string(), credentialId: bytes, name: z.string(), createdAt: time },
        lastUsedAt: z
          .string()
          .nullable()
          .transform((text) => (text === null ? null : new Date(text))),
        isBackedUp: z.boolean(),
      }),
    ),
    logins: z.array(
      z.object({
        ...{ tokenHash: bytes, device: z.string().nullable(), network: z.string().nullable() },
        ...{ beganAt: time, lastSeenAt: time },
      }),
    ),
  }),
]);

export type OwnAdministration = {
  passkeys: PasskeyView[];
  signals: PasskeySignals;
  logins: ListedAdministratorLogin[];
};
export type ListedAdministratorLogin = {
  handle: string;
  isThisOne: boolean;
  device: string | null;
  network: string | null;
  beganAt: Date;
  lastSeenAt: Date;
};
