-- CreateEnum
CREATE TYPE "AdministratorRole" AS ENUM ('viewer', 'operator', 'owner');

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "name_index" BYTEA,
ADD COLUMN     "phone_end_index" BYTEA,
ADD COLUMN     "phone_index" BYTEA,
ADD COLUMN     "reverify_required_at" TIMESTAMPTZ(3),
ADD COLUMN     "search_key_id" VARCHAR(32),
ADD COLUMN     "search_version" SMALLINT,
ADD COLUMN     "with_guardian" BOOLEAN;

-- AlterTable
ALTER TABLE "administrators" ADD COLUMN     "role" "AdministratorRole" NOT NULL DEFAULT 'owner',
ADD COLUMN     "totp_last_step" INTEGER,
ADD COLUMN     "totp_sealed" BYTEA,
ADD COLUMN     "totp_sealed_key_id" VARCHAR(32);

-- AlterTable
ALTER TABLE "administrator_sessions" ADD COLUMN     "device" VARCHAR(80),
ADD COLUMN     "network" VARCHAR(50),
ADD COLUMN     "proved_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "administrator_id" VARCHAR(32) NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("administrator_id","code_hash")
);

-- CreateTable
CREATE TABLE "rights_checks" (
    "id" VARCHAR(32) NOT NULL,
    "administrator_id" VARCHAR(32) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rights_checks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rights_checks_at_idx" ON "rights_checks"("at");

-- CreateIndex
CREATE INDEX "accounts_name_index_created_at_id_idx" ON "accounts"("name_index", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "accounts_phone_index_idx" ON "accounts"("phone_index");

-- CreateIndex
CREATE INDEX "accounts_phone_end_index_idx" ON "accounts"("phone_end_index");

-- CreateIndex
CREATE INDEX "accounts_provider_created_at_id_idx" ON "accounts"("provider", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "accounts_verified_at_id_idx" ON "accounts"("verified_at", "id");

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.

-- The filters of the administrators' list, each in its order: a page is as cheap however deep it lies.
CREATE INDEX "accounts_suspended" ON "accounts"("created_at" DESC, "id" DESC)
  WHERE "suspended_at" IS NOT NULL;
CREATE INDEX "accounts_reverify_required" ON "accounts"("created_at" DESC, "id" DESC)
  WHERE "reverify_required_at" IS NOT NULL;
CREATE INDEX "accounts_unconfirmed" ON "accounts"("created_at" DESC, "id" DESC)
  WHERE "email_confirmed_at" IS NULL;
CREATE INDEX "accounts_with_guardian" ON "accounts"("created_at" DESC, "id" DESC)
  WHERE "with_guardian";
CREATE INDEX "accounts_decade" ON "accounts"(("birth_year" / 10), "created_at" DESC, "id" DESC)
  WHERE "birth_year" IS NOT NULL;
-- What keys:rotate has not reached yet.
CREATE INDEX "accounts_not_searchable" ON "accounts"("id") WHERE "search_version" IS NULL;
-- An administrator lifts the locks of one account, whatever addresses they are of.
CREATE INDEX "rate_limits_of_account" ON "rate_limits"("key" varchar_pattern_ops)
  WHERE "key" LIKE '%:address and account:%';

ALTER TABLE "accounts"
  ADD CONSTRAINT "accounts_search_is_whole" CHECK
    (("search_version" IS NULL) = ("search_key_id" IS NULL) AND ("search_version" IS NULL) = ("name_index" IS NULL)),
  ADD CONSTRAINT "accounts_name_index_is_sha256" CHECK (octet_length("name_index") = 32),
  ADD CONSTRAINT "accounts_phone_index_is_sha256" CHECK (octet_length("phone_index") = 32),
  ADD CONSTRAINT "accounts_phone_end_index_is_sha256" CHECK (octet_length("phone_end_index") = 32);

ALTER TABLE "administrators" ADD CONSTRAINT "administrators_totp_is_whole" CHECK
  (("totp_sealed" IS NULL) = ("totp_sealed_key_id" IS NULL));

ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_hash_is_sha256" CHECK (octet_length("code_hash") = 32);

-- There is always an owner. Two that step down at once wait for each other: the second looks after the
-- first has committed.
CREATE FUNCTION "an_owner_stays"() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators: an owner stays'));
  IF NOT EXISTS (SELECT FROM "administrators" WHERE "role" = 'owner') THEN
    RAISE EXCEPTION 'The last owner stays an owner' USING ERRCODE = 'restrict_violation',
      TABLE = 'administrators', CONSTRAINT = 'an_owner_stays';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "an_owner_stays" AFTER UPDATE OF "role" ON "administrators"
  FOR EACH ROW WHEN (OLD."role" = 'owner' AND NEW."role" <> 'owner') EXECUTE FUNCTION "an_owner_stays"();
CREATE TRIGGER "an_owner_stays_at_deletion" AFTER DELETE ON "administrators"
  FOR EACH ROW WHEN (OLD."role" = 'owner') EXECUTE FUNCTION "an_owner_stays"();
