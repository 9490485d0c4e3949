-- CreateEnum
CREATE TYPE "LoginMethod" AS ENUM ('signup', 'password', 'passkey');

-- CreateEnum
CREATE TYPE "LinkPurpose" AS ENUM ('confirm_email', 'revert_email', 'not_me', 'recovery_not_me', 'cancel_recovery');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('waiting', 'sent', 'given_up');

-- An address that nobody has confirmed never blocks the person whose it is: unique among the confirmed
-- ones (below). Until they are confirmed, none of those that stand here counts as confirmed.
-- DropIndex
DROP INDEX "accounts_email_key";

-- AlterTable
ALTER TABLE "attempts" ADD COLUMN     "account_id" VARCHAR(32);

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "email_confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "locale" VARCHAR(5) NOT NULL DEFAULT 'ko',
ADD COLUMN     "recovery_frozen_until" TIMESTAMPTZ(3),
ADD COLUMN     "recovery_ready_at" TIMESTAMPTZ(3),
ADD COLUMN     "reverify_reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3),
ADD COLUMN     "device" VARCHAR(80),
ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "method" "LoginMethod",
ADD COLUMN     "network" VARCHAR(50);

-- CreateTable
CREATE TABLE "known_browsers" (
    "account_id" VARCHAR(32) NOT NULL,
    "browser_index" BYTEA NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_browsers_pkey" PRIMARY KEY ("account_id","browser_index")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" VARCHAR(32) NOT NULL,
    "credential_id" BYTEA NOT NULL,
    "account_id" VARCHAR(32),
    "administrator_id" VARCHAR(32),
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" VARCHAR(20)[],
    "is_backed_up" BOOLEAN NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "links" (
    "token_hash" BYTEA NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "account_id" VARCHAR(32) NOT NULL,
    "email" VARCHAR(254),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "links_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" VARCHAR(32) NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "account_id" VARCHAR(32),
    "state" "MailState" NOT NULL DEFAULT 'waiting',
    "sealed" BYTEA,
    "sealed_key_id" VARCHAR(32),
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "fault" VARCHAR(40),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "known_browsers_last_seen_at_idx" ON "known_browsers"("last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_account_id_idx" ON "passkeys"("account_id");

-- CreateIndex
CREATE INDEX "passkeys_administrator_id_idx" ON "passkeys"("administrator_id");

-- CreateIndex
CREATE INDEX "links_account_id_purpose_idx" ON "links"("account_id", "purpose");

-- CreateIndex
CREATE INDEX "links_expires_at_idx" ON "links"("expires_at");

-- CreateIndex
CREATE INDEX "mails_state_due_at_idx" ON "mails"("state", "due_at");

-- CreateIndex
CREATE INDEX "mails_account_id_idx" ON "mails"("account_id");

-- CreateIndex
CREATE INDEX "attempts_account_id_idx" ON "attempts"("account_id");

-- CreateIndex
CREATE INDEX "accounts_email_idx" ON "accounts"("email");

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_browsers" ADD CONSTRAINT "known_browsers_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts"("email") WHERE "email_confirmed_at" IS NOT NULL;

-- Whom to remind of verifying again, the longest verified first.
CREATE INDEX "accounts_to_remind_idx" ON "accounts"("verified_at") WHERE "reverify_reminded_at" IS NULL;

ALTER TABLE "accounts"
  ADD CONSTRAINT "accounts_locale_is_known" CHECK ("locale" IN ('ko', 'en'));

-- Recovery finds an account when the person is known; re-verification is of one from the beginning.
ALTER TABLE "attempts"
  ADD CONSTRAINT "attempts_about_an_account" CHECK (
    CASE "purpose"
      WHEN 'recovery' THEN "account_id" IS NOT NULL OR "state" NOT IN ('confirmed', 'consumed')
      WHEN 'reverification' THEN "account_id" IS NOT NULL
      ELSE "account_id" IS NULL
    END
  );
CREATE FUNCTION "attempts_keep_their_account"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."account_id" IS NOT NULL AND OLD."account_id" IS DISTINCT FROM NEW."account_id" THEN
    RAISE EXCEPTION 'An attempt keeps its account' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION "attempts_keep_their_account"() SET search_path FROM CURRENT;
CREATE TRIGGER "attempts_keep_their_account" BEFORE UPDATE OF "account_id" ON "attempts"
  FOR EACH ROW EXECUTE FUNCTION "attempts_keep_their_account"();

ALTER TABLE "known_browsers"
  ADD CONSTRAINT "known_browsers_index_is_hmac" CHECK (octet_length("browser_index") = 32);

ALTER TABLE "passkeys"
  ADD CONSTRAINT "passkeys_have_one_holder" CHECK (
    ("account_id" IS NULL) <> ("administrator_id" IS NULL)
  ),
  ADD CONSTRAINT "passkeys_counter_is_unsigned" CHECK ("counter" BETWEEN 0 AND 4294967295);

ALTER TABLE "links"
  ADD CONSTRAINT "links_token_hash_is_sha256" CHECK (octet_length("token_hash") = 32),
  ADD CONSTRAINT "links_of_addresses_have_one" CHECK (
    ("purpose" IN ('confirm_email', 'revert_email')) = ("email" IS NOT NULL)
  );

ALTER TABLE "mails"
  ADD CONSTRAINT "mails_can_be_sent_while_they_wait" CHECK ("state" <> 'waiting' OR "sealed" IS NOT NULL),
  ADD CONSTRAINT "mails_are_sealed_under_a_key" CHECK (("sealed" IS NULL) = ("sealed_key_id" IS NULL)),
  ADD CONSTRAINT "mails_end_once" CHECK (("state" = 'waiting') = ("ended_at" IS NULL));
