-- CreateTable
CREATE TABLE "departures" (
    "index" BYTEA NOT NULL,
    "key_id" VARCHAR(32) NOT NULL,
    "rejoin_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "departures_index_key" PRIMARY KEY ("index")
);

-- CreateIndex
CREATE INDEX "departures_key_id_rejoin_from_idx" ON "departures"("key_id", "rejoin_from");

-- CreateIndex
CREATE INDEX "departures_rejoin_from_idx" ON "departures"("rejoin_from");


-- What Prisma's language cannot say.

ALTER TABLE "departures"
  ADD CONSTRAINT "departures_index_is_hmac" CHECK (octet_length("index") = 32);

-- Who left does not come back before their day, also between two browsers at one moment: an insert
-- that meets the leaving account's index waits for it to be gone, and only then looks here.
CREATE FUNCTION "unique_key_indexes_heed_departures"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "departures" JOIN "accounts" ON "accounts"."id" = NEW."account_id"
    WHERE "departures"."index" = NEW."index" AND "departures"."rejoin_from" > "accounts"."created_at"
  ) THEN
    RAISE EXCEPTION 'This person left and may not join again yet'
      USING ERRCODE = 'unique_violation', TABLE = 'departures', CONSTRAINT = 'departures_index_key';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "unique_key_indexes_heed_departures" AFTER INSERT ON "unique_key_indexes"
  FOR EACH ROW EXECUTE FUNCTION "unique_key_indexes_heed_departures"();
