-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "search_mark" BYTEA;

-- AlterTable
ALTER TABLE "administrators" ADD COLUMN     "name" VARCHAR(60);

-- CreateTable
CREATE TABLE "administrator_invitations" (
    "id" VARCHAR(32) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "role" "AdministratorRole" NOT NULL,
    "inviter_id" VARCHAR(32) NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "administrator_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "administrator_invitations_email_key" ON "administrator_invitations"("email");

-- CreateIndex
CREATE UNIQUE INDEX "administrator_invitations_token_hash_key" ON "administrator_invitations"("token_hash");

-- CreateIndex
CREATE INDEX "administrator_invitations_expires_at_idx" ON "administrator_invitations"("expires_at");

-- AddForeignKey
ALTER TABLE "administrator_invitations" ADD CONSTRAINT "administrator_invitations_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "administrators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.

ALTER TABLE "administrator_invitations"
  ADD CONSTRAINT "administrator_invitations_token_is_sha256" CHECK (octet_length("token_hash") = 32);

-- A server of a version before the search verifies a member again and knows nothing of the search columns: they
-- would find the person by what they were called before. Whoever writes a profile with its search columns writes a
-- mark along, and it is another one each time. Where the mark stays and the profile does not, the columns are void
-- until index_for_search has written them anew.
CREATE FUNCTION "search_follows_profile"() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW."name_index" := NULL;
  NEW."phone_index" := NULL;
  NEW."phone_end_index" := NULL;
  NEW."search_key_id" := NULL;
  NEW."search_version" := NULL;
  NEW."search_mark" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "search_follows_profile" BEFORE UPDATE OF "profile_sealed" ON "accounts"
  FOR EACH ROW WHEN (NEW."profile_sealed" IS DISTINCT FROM OLD."profile_sealed"
    AND NEW."search_mark" IS NOT DISTINCT FROM OLD."search_mark")
  EXECUTE FUNCTION "search_follows_profile"();
