import { z } from "zod";
import {
  identityColumns,
  indexesOf,
  isPersonKnown,
  recognise,
  type IdentityKeys,
} from "@/lib/accounts/recognise";
import { isInState } from "@/lib/verification/attempt-states";
import { confirmedPerson } from "@/lib/verification/sealed-person";
import { withoutPerson, type AttemptView } from "@/lib/verification/attempts";
import type { Credentials } from "@/lib/logins/credentials";
import { isConsentGiven } from "@/lib/guardians/guardian-consent";
import { readAccountHint } from "@/lib/accounts/read-account";
import type { AccountHint } from "@/lib/verification/outcome";
import { nextReminder } from "@/lib/advertising/calendar";
import { advertisingRecordsSchema } from "@/lib/consents/advertising";
import { consentRecordsSchema, documents } from "@/lib/consents/documents";
import { currentIndex } from "@/lib/crypto/blind-index";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { joiningMails } from "@/lib/mail/joining-mails";
import { notifyOnceADay, type Mailing } from "@/lib/mail/outbox";
import { hashToken, randomAlphanumeric, randomToken } from "@/lib/crypto/token";
import type { StatementRunner } from "@/lib/db";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import type { LoginOrigin, PasswordProof } from "@/lib/logins/login";
import { loginLifetime } from "@/lib/logins/members";
import { keysInUseSql, MissingIndexKey } from "@/lib/accounts/index-keys";
import type { Standing } from "@/lib/accounts/may-join";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * Opens the account and logs its member in, by one statement: the attempt is consumed, the account
 * inserted (the unique index on the CI decides who is first), consents, login, audit events and a mail to
 * its address written, all or nothing. Whoever else has that address, the answer is the same and takes as
 * long: the account is open, the address unconfirmed. Sent twice, the second answers as the first did, if
 * the credentials are the same.
 * @throws MissingIndexKey while accounts use an index key that the ring lacks: a duplicate could go
 * unnoticed.
 */
export async function openAccount(
  attempt: AttemptView,
  credentials: Credentials,
  context: OpenContext,
): Promise<OpenOutcome> {
  const { db, statements, now } = context;
  if (attempt.purpose !== "signup") return { kind: "declined", code: "attempt_missing" };
  if (attempt.state === "consumed") return answerAgain(db, attempt, credentials);
  const person = confirmedPerson(attempt, context);
  if (person === null) return { kind: "declined", code: "attempt_expired" };
  if (attempt.guardianRequired && !(await isConsentGiven(attempt, { db, now }))) {
    return { kind: "declined", code: "guardian_required" };
  }
  const passwordHash = await hashPassword(credentials.password);
  try {
    const account = { id: randomAlphanumeric(24), email: credentials.email, passwordHash };
    const token = await consumeAttempt(attempt, person, account, context);
    if (token === null) return await answerAgain(db, attempt, credentials);
    context.mailing.wake?.();
    return { kind: "opened", accountId: account.id, token };
  } catch (error) {
    if (!isPersonKnown(error)) throw error;
    return refuse(attempt, await recognise(statements, person, context), credentials, context);
  }
}

/** The login's token; null where the attempt is not confirmed any more. */
async function consumeAttempt(
  attempt: AttemptView,
  person: VerifiedPerson,
  { id, email, passwordHash }: { id: string; email: string; passwordHash: string },
  context: OpenContext,
): Promise<string | null> {
  const { statements, browser, indexKeys, now } = context;
  const columns = identityColumns(id, person, context);
  const indexes = indexesOf(uniqueKeysOf(person, context.duplicateKey), context.indexKeys);
  const consents = consentRecordsSchema.parse(attempt.consents).map(withLanguage);
  const advertising = advertisingRecordsSchema.parse(attempt.advertising ?? []).map((each) => {
    const givenAt = new Date(each.agreedAt);
    const remindOn = each.subject === "use" ? null : nextReminder(givenAt, now);
    return { ...withLanguage(each), remindOn };
  });
  const token = randomToken();
  const { link, mails } = joiningMails({ to: email, locale: context.locale }, context);
  const { rows } = await statements.query(
    openingSql,
    [
      ...[attempt.id, now, id, email, passwordHash],
      ...[Buffer.from(columns.profileSealed), columns.profileSealedKeyId],
      ...[Buffer.from(columns.uniqueKeyIndex), columns.uniqueKeyIndexKeyId],
      ...[Buffer.from(columns.uniqueKeySealed), columns.uniqueKeySealedKeyId, columns.birthYear],
      indexes.map(({ index }) => Buffer.from(index)),
      indexes.map(({ keyId }) => keyId),
      indexes.map(({ kind }) => kind),
      JSON.stringify(consents),
      Buffer.from(hashToken(token)),
      new Date(now.getTime() + loginLifetime),
      ...[context.origin.device, context.origin.network],
      browser === null ? null : Buffer.from(currentIndex(browser, indexKeys, "browser").index),
      ...[context.locale, Buffer.from(link.tokenHash), link.expiresAt],
      mails.map(({ locale }) => locale),
      ...[mails.map((mail) => mail.id), mails.map(({ kind }) => kind)],
      ...[mails.map(({ sealed }) => Buffer.from(sealed)), mails.map(({ keyId }) => keyId)],
      indexKeys.all.map((key) => key.id),
      JSON.stringify(advertising),
      ...[columns.nameIndex, columns.phoneIndex, columns.phoneEndIndex].map(
        (index) => index && Buffer.from(index),
      ),
      ...[columns.searchKeyId, columns.searchVersion],
    ],
    "open_account",
  );
  const [{ id: opened, missing }] = opening.parse(rows);
  if (missing.length > 0) throw new MissingIndexKey(missing);
  return opened === null ? null : token;
}

const opening = z.tuple([z.object({ id: z.string().nullable(), missing: z.array(z.string()) })]);

const openingSql = `
WITH RECURSIVE ${keysInUseSql("$2::timestamptz")}, missing AS (
  SELECT id FROM key_in_use WHERE id <> ALL ($30::text[])
), consumed AS (
  UPDATE attempts SET state = 'consumed', person_sealed = NULL, person_sealed_key_id = NULL
  WHERE id = $1 AND ${isInState("confirmed")} AND purpose = 'signup' AND expires_at > $2::timestamptz
    AND NOT EXISTS (SELECT FROM missing)
  RETURNING id, provider, verified_at, guardian_required
), account AS (
  INSERT INTO accounts (id, email, password_hash, profile_sealed, profile_sealed_key_id,
    unique_key_index, unique_key_index_key_id, unique_key_sealed, unique_key_sealed_key_id,
    birth_year, provider, verified_at, created_at, attempt_id, locale, name_index, phone_index,
    phone_end_index, search_key_id, search_version, with_guardian)
  SELECT $3, $4, $5, $6::bytea, $7, $8::bytea, $9, $10::bytea, $11, $12::int,
    provider, verified_at, $2::timestamptz, id, $22, $32::bytea, $33::bytea, $34::bytea, $35,
    $36::int, guardian_required
  FROM consumed
  RETURNING id
), indexed AS (
  INSERT INTO unique_key_indexes (index, key_id, kind, account_id)
  SELECT new.index, new.key_id, new.kind::"UniqueKeyKind", account.id
  FROM account, unnest($13::bytea[], $14::text[], $15::text[]) AS new (index, key_id, kind)
  ORDER BY new.index
), agreed AS (
  INSERT INTO consents (account_id, document, version, text_hash, language, agreed_at)
  SELECT account.id, given.document, given.version, given."textHash", given.language, given."agreedAt"
  FROM account, jsonb_to_recordset($16::jsonb)
    AS given (document text, version text, "textHash" text, language text, "agreedAt" timestamptz)
), advertised AS (
  INSERT INTO advertising_consents (account_id, subject, state, document, version, text_hash, language,
    decided_at, remind_on)
  SELECT account.id, given.subject::"AdvertisingSubject", 'given', given.document, given.version,
    given."textHash", given.language, given."agreedAt", given."remindOn"
  FROM account, jsonb_to_recordset($31::jsonb) AS given (subject text, document text, version text,
    "textHash" text, language text, "agreedAt" timestamptz, "remindOn" date)
), logged_in AS (
  INSERT INTO sessions (token_hash, account_id, created_at, expires_at, authenticated_at,
    last_seen_at, method, device, network)
  SELECT $17::bytea, id, $2::timestamptz, $18::timestamptz, $2::timestamptz, $2::timestamptz,
    'signup', $19, $20 FROM account
), seen AS (
  INSERT INTO known_browsers (account_id, browser_index, first_seen_at, last_seen_at)
  SELECT id, $21::bytea, $2::timestamptz, $2::timestamptz FROM account WHERE $21::bytea IS NOT NULL
), asked AS (
  INSERT INTO links (token_hash, purpose, account_id, email, created_at, expires_at)
  SELECT $23::bytea, 'confirm_email', id, $4, $2::timestamptz, $24::timestamptz FROM account
), owner AS (
  SELECT id, locale FROM accounts WHERE email = $4 AND email_confirmed_at IS NOT NULL
), told AS (
  INSERT INTO mails (id, kind, account_id, sealed, sealed_key_id, due_at, created_at)
  SELECT new.id, new.kind, coalesce(owner.id, account.id), new.sealed, new.key_id, $2::timestamptz,
    $2::timestamptz
  FROM account LEFT JOIN owner ON true
    JOIN unnest($25::text[], $26::text[], $27::text[], $28::bytea[], $29::text[])
      AS new (locale, id, kind, sealed, key_id) ON new.locale IS NOT DISTINCT FROM owner.locale
  ON CONFLICT (id) DO NOTHING
), written_down AS (
  INSERT INTO audit_events (at, kind, actor, subject, detail)
  SELECT $2::timestamptz, event.kind, account.id, account.id, event.detail
  FROM account, (VALUES
    (1, 'account_opened', jsonb_build_object('attempt', $1::text)),
    (2, 'logged_in', '{}'::jsonb)
  ) AS event (place, kind, detail)
  ORDER BY event.place
)
SELECT (SELECT id FROM account) AS id, ARRAY(SELECT id FROM missing) AS missing`;

/** An attempt names its texts by their digests, as servers before this one do. */
function withLanguage<Text extends { textHash: string }>(text: Text) {
  return { ...text, language: documents.languageOf(text.textHash) };
}

/** A double click, or the back button: the account is there already. */
async function answerAgain(
  db: PrismaClient,
  { id }: AttemptView,
  { email, password }: Credentials,
): Promise<OpenOutcome> {
  const account = await db.account.findUnique({ where: { attemptId: id } });
  if (account === null) return { kind: "declined", code: "attempt_expired" };
  const same = account.email === email && (await verifyPassword(account.passwordHash, password));
  const { id: accountId, passwordHash } = account;
  return same
    ? {
        kind: "opened",
        accountId,
        token: null,
        proof: { method: "password", id: accountId, passwordHash },
      }
    : { kind: "declined", code: "verification_used" };
}

/**
 * The person joined elsewhere in the meantime, and perhaps left again: the attempt ends, what was
 * sealed on it goes.
 */
async function refuse(
  attempt: AttemptView,
  known: Standing,
  credentials: Credentials,
  context: OpenContext,
): Promise<OpenOutcome> {
  const code = known.kind === "left" ? "rejoin_cooldown" : "already_joined";
  const { count } = await context.db.attempt.updateMany({
    where: { id: attempt.id, state: "confirmed" },
    data: { state: "refused", outcome: code, ...withoutPerson },
  });
  // The same form, sent twice at once, was quicker.
  if (count === 0) return answerAgain(context.db, attempt, credentials);
  if (known.kind === "left") return { kind: "declined", code, admittedFrom: known.rejoinFrom };
  if (known.kind !== "member") return { kind: "declined", code };
  const { accountId } = known;
  await notifyOnceADay(context.db, accountId, { kind: "joined_again" }, context);
  const hint = await readAccountHint(accountId, context);
  return { kind: "declined", code, ...(hint === null ? {} : { hint }) };
}

export type OpenContext = IdentityKeys & {
  db: PrismaClient;
  statements: StatementRunner;
  /** In what the first login begins. */
  origin: LoginOrigin;
  /** The language of what is sent to the person. */
  locale: string;
  mailing: Mailing;
  /** The random id in the browser's cookie: this one is known from now on. */
  browser: string | null;
  now: Date;
};
export type OpenOutcome =
  /** `token`: of the login that was begun with it. */
  | { kind: "opened"; accountId: string; token: string }
  /** It had been opened before: a login is yet to begin. */
  | { kind: "opened"; accountId: string; token: null; proof: PasswordProof }
  | {
      kind: "declined";
      code:
        | "attempt_missing"
        | "attempt_expired"
        | "already_joined"
        | "rejoin_cooldown"
        | "verification_used"
        | "guardian_required";
      /** From when one who left may join again, YYYY-MM-DD. */
      admittedFrom?: string;
      /** The account that they have already. */
      hint?: AccountHint;
    };
