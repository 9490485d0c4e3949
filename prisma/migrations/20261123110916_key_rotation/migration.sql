-- CreateEnum
CREATE TYPE "UniqueKeyKind" AS ENUM ('ci', 'di');

-- CreateTable
CREATE TABLE "unique_key_indexes" (
    "index" BYTEA NOT NULL,
    "key_id" VARCHAR(32) NOT NULL,
    "kind" "UniqueKeyKind" NOT NULL,
    "account_id" VARCHAR(32) NOT NULL,

    CONSTRAINT "unique_key_indexes_index_key" PRIMARY KEY ("index")
);

-- CreateIndex
CREATE INDEX "unique_key_indexes_account_id_idx" ON "unique_key_indexes"("account_id");

-- CreateIndex
CREATE INDEX "accounts_unique_key_index_key_id_idx" ON "accounts"("unique_key_index_key_id");

-- AddForeignKey
ALTER TABLE "unique_key_indexes" ADD CONSTRAINT "unique_key_indexes_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's language cannot say.

INSERT INTO "unique_key_indexes" ("index", "key_id", "kind", "account_id")
  SELECT "unique_key_index", "unique_key_index_key_id", 'ci', "id" FROM "accounts";

ALTER TABLE "unique_key_indexes"
  ADD CONSTRAINT "unique_key_indexes_index_is_hmac" CHECK (octet_length("index") = 32);

-- No account whose own index stands elsewhere, or nowhere: looked at when the transaction ends.
CREATE FUNCTION "accounts_are_indexed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "accounts" WHERE "id" = NEW."id" AND "unique_key_index" = NEW."unique_key_index")
    AND NOT EXISTS (
      SELECT FROM "unique_key_indexes"
      WHERE "index" = NEW."unique_key_index" AND "account_id" = NEW."id"
    ) THEN
    RAISE EXCEPTION 'An account needs its index among the unique key indexes'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "accounts_are_indexed" AFTER INSERT OR UPDATE OF "unique_key_index"
  ON "accounts" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "accounts_are_indexed"();
