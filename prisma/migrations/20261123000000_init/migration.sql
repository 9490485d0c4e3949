-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AttemptPurpose" AS ENUM ('signup', 'recovery', 'reverification', 'guardian');

-- CreateEnum
CREATE TYPE "AttemptState" AS ENUM ('issued', 'confirming', 'confirmed', 'refused', 'failed', 'expired', 'consumed');

-- CreateTable
CREATE TABLE "attempts" (
    "id" VARCHAR(40) NOT NULL,
    "purpose" "AttemptPurpose" NOT NULL,
    "state" "AttemptState" NOT NULL DEFAULT 'issued',
    "nonce_hash" BYTEA NOT NULL,
    "provider_id" VARCHAR(80),
    "claimed_at" TIMESTAMPTZ(3),
    "outcome" VARCHAR(40),
    "person_sealed" BYTEA,
    "person_sealed_key_id" VARCHAR(32),
    "existing_account_id" VARCHAR(32),
    "provider" VARCHAR(40),
    "verified_at" TIMESTAMPTZ(3),
    "consents" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" VARCHAR(32) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "password_hash" TEXT NOT NULL,
    "profile_sealed" BYTEA NOT NULL,
    "profile_sealed_key_id" VARCHAR(32) NOT NULL,
    "unique_key_index" BYTEA NOT NULL,
    "unique_key_index_key_id" VARCHAR(32) NOT NULL,
    "unique_key_sealed" BYTEA NOT NULL,
    "unique_key_sealed_key_id" VARCHAR(32) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "birth_year" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt_id" VARCHAR(40) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "account_id" VARCHAR(32) NOT NULL,
    "document" VARCHAR(40) NOT NULL,
    "version" VARCHAR(20) NOT NULL,
    "text_hash" CHAR(64) NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("account_id","document","version")
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" BYTEA NOT NULL,
    "account_id" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "administrators" (
    "id" VARCHAR(32) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "administrators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "administrator_sessions" (
    "token_hash" BYTEA NOT NULL,
    "administrator_id" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "administrator_sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "actor" VARCHAR(40),
    "subject" VARCHAR(40),
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attempts_provider_id_key" ON "attempts"("provider_id");

-- CreateIndex
CREATE INDEX "attempts_state_expires_at_idx" ON "attempts"("state", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts"("email");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_unique_key_index_key" ON "accounts"("unique_key_index");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_attempt_id_key" ON "accounts"("attempt_id");

-- CreateIndex
CREATE INDEX "accounts_created_at_id_idx" ON "accounts"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sessions_account_id_idx" ON "sessions"("account_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "administrators_email_key" ON "administrators"("email");

-- CreateIndex
CREATE INDEX "administrator_sessions_administrator_id_idx" ON "administrator_sessions"("administrator_id");

-- CreateIndex
CREATE INDEX "audit_events_at_idx" ON "audit_events"("at");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "administrator_sessions" ADD CONSTRAINT "administrator_sessions_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's language cannot say, so that a wrong state cannot be written.

ALTER TABLE "attempts"
  ADD CONSTRAINT "attempts_id_fits_every_provider" CHECK ("id" ~ '^[A-Za-z0-9]{1,40}$'),
  ADD CONSTRAINT "attempts_nonce_hash_is_sha256" CHECK (octet_length("nonce_hash") = 32),
  ADD CONSTRAINT "attempts_state_has_its_columns" CHECK (
    CASE "state"
      WHEN 'issued' THEN "provider_id" IS NULL AND "claimed_at" IS NULL
        AND "person_sealed" IS NULL AND "outcome" IS NULL
      WHEN 'confirming' THEN "provider_id" IS NOT NULL AND "claimed_at" IS NOT NULL
        AND "person_sealed" IS NULL AND "outcome" IS NULL
      WHEN 'confirmed' THEN "provider_id" IS NOT NULL AND "person_sealed" IS NOT NULL
        AND "person_sealed_key_id" IS NOT NULL AND "provider" IS NOT NULL
        AND "verified_at" IS NOT NULL AND "outcome" IS NULL
      WHEN 'refused' THEN "provider_id" IS NOT NULL AND "outcome" IS NOT NULL AND "person_sealed" IS NULL
      WHEN 'failed' THEN "provider_id" IS NOT NULL AND "outcome" IS NOT NULL AND "person_sealed" IS NULL
      WHEN 'expired' THEN "person_sealed" IS NULL
      WHEN 'consumed' THEN "provider_id" IS NOT NULL AND "person_sealed" IS NULL
    END
  ),
  ADD CONSTRAINT "attempts_hint_only_for_the_joined" CHECK (
    "existing_account_id" IS NULL OR "outcome" = 'already_joined'
  );

CREATE FUNCTION "attempts_move_forward"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."state"::text || '>' || NEW."state"::text) NOT IN (
    'issued>issued', 'issued>confirming', 'issued>expired',
    'confirming>confirming', 'confirming>issued', 'confirming>confirmed',
    'confirming>refused', 'confirming>failed', 'confirming>expired',
    'confirmed>confirmed', 'confirmed>consumed', 'confirmed>refused', 'confirmed>expired',
    'refused>refused', 'failed>failed', 'expired>expired', 'consumed>consumed'
  ) THEN
    RAISE EXCEPTION 'An attempt cannot go from % to %', OLD."state", NEW."state"
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "attempts_move_forward" BEFORE UPDATE OF "state" ON "attempts"
  FOR EACH ROW EXECUTE FUNCTION "attempts_move_forward"();

ALTER TABLE "accounts"
  ADD CONSTRAINT "accounts_unique_key_index_is_hmac" CHECK (octet_length("unique_key_index") = 32),
  ADD CONSTRAINT "accounts_email_is_lower_case" CHECK ("email" = lower("email")),
  ADD CONSTRAINT "accounts_birth_year_is_human" CHECK ("birth_year" BETWEEN 1880 AND 2200);
ALTER TABLE "administrators"
  ADD CONSTRAINT "administrators_email_is_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_token_hash_is_sha256" CHECK (octet_length("token_hash") = 32);
ALTER TABLE "administrator_sessions"
  ADD CONSTRAINT "administrator_sessions_token_hash_is_sha256" CHECK (octet_length("token_hash") = 32);

CREATE FUNCTION "audit_events_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "audit_events_stay" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "audit_events_stay"();
