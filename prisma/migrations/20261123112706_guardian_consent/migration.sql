-- AlterTable
ALTER TABLE "attempts" ADD COLUMN     "guardian_link_hash" BYTEA,
ADD COLUMN     "guardian_required" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "ward_attempt_id" VARCHAR(40);

-- CreateTable
CREATE TABLE "guardian_consents" (
    "ward_attempt_id" VARCHAR(40) NOT NULL,
    "guardian_attempt_id" VARCHAR(40) NOT NULL,
    "guardian_sealed" BYTEA NOT NULL,
    "guardian_sealed_key_id" VARCHAR(32) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "document" VARCHAR(40) NOT NULL,
    "version" VARCHAR(20) NOT NULL,
    "text_hash" CHAR(64) NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guardian_consents_pkey" PRIMARY KEY ("ward_attempt_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "guardian_consents_guardian_attempt_id_key" ON "guardian_consents"("guardian_attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempts_guardian_link_hash_key" ON "attempts"("guardian_link_hash");

-- CreateIndex
CREATE INDEX "attempts_ward_attempt_id_idx" ON "attempts"("ward_attempt_id");

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_ward_attempt_id_fkey" FOREIGN KEY ("ward_attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardian_consents" ADD CONSTRAINT "guardian_consents_ward_attempt_id_fkey" FOREIGN KEY ("ward_attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guardian_consents" ADD CONSTRAINT "guardian_consents_guardian_attempt_id_fkey" FOREIGN KEY ("guardian_attempt_id") REFERENCES "attempts"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's language cannot say.

ALTER TABLE "attempts"
  ADD CONSTRAINT "attempts_guardian_has_a_ward" CHECK (
    ("purpose" = 'guardian') = ("ward_attempt_id" IS NOT NULL)
  ),
  ADD CONSTRAINT "attempts_only_a_sign_up_needs_a_guardian" CHECK (
    "purpose" = 'signup' OR (NOT "guardian_required" AND "guardian_link_hash" IS NULL)
  ),
  ADD CONSTRAINT "attempts_guardian_link_hash_is_sha256" CHECK (octet_length("guardian_link_hash") = 32);

-- What an attempt is for is decided once.
CREATE FUNCTION "attempts_keep_their_purpose"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."purpose" <> NEW."purpose" OR OLD."ward_attempt_id" IS DISTINCT FROM NEW."ward_attempt_id" THEN
    RAISE EXCEPTION 'An attempt keeps its purpose' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "attempts_keep_their_purpose" BEFORE UPDATE OF "purpose", "ward_attempt_id" ON "attempts"
  FOR EACH ROW EXECUTE FUNCTION "attempts_keep_their_purpose"();

-- Where the child does not join, what is known of the guardian goes at once.
CREATE FUNCTION "attempts_end_without_guardian"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "guardian_consents" WHERE "ward_attempt_id" = NEW."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER "attempts_end_without_guardian" AFTER UPDATE OF "state" ON "attempts"
  FOR EACH ROW WHEN (NEW."guardian_required" AND NEW."state" IN ('refused', 'failed', 'expired'))
  EXECUTE FUNCTION "attempts_end_without_guardian"();

-- An account comes from a consumed attempt to sign up; a child's, with a guardian's consent.
CREATE FUNCTION "accounts_come_from_a_sign_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM "attempts" WHERE "id" = NEW."attempt_id" AND "purpose" = 'signup' AND "state" = 'consumed'
      AND (NOT "guardian_required" OR EXISTS (
        SELECT FROM "guardian_consents" WHERE "ward_attempt_id" = "attempts"."id"
      ))
  ) THEN
    RAISE EXCEPTION 'An account comes from a consumed attempt to sign up, with the consent that it needs'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "accounts_come_from_a_sign_up" BEFORE INSERT ON "accounts"
  FOR EACH ROW EXECUTE FUNCTION "accounts_come_from_a_sign_up"();
