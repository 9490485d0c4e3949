-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "address" VARCHAR(50),
ADD COLUMN     "chain" VARCHAR(10) NOT NULL DEFAULT 'access',
ADD COLUMN     "note_digest" BYTEA,
ADD COLUMN     "people" VARCHAR(40)[],
ADD COLUMN     "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "audit_notes" (
    "event_id" BIGINT NOT NULL,
    "salt" BYTEA NOT NULL,
    "note" VARCHAR(500) NOT NULL,

    CONSTRAINT "audit_notes_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "audit_segments" (
    "chain" VARCHAR(10) NOT NULL,
    "number" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "last_txid" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "leaves" BYTEA,
    "previous" BYTEA NOT NULL,
    "head" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "key_id" VARCHAR(32) NOT NULL,
    "signature" BYTEA NOT NULL,
    "pruned_at" TIMESTAMPTZ(3),
    "prune_key_id" VARCHAR(32),
    "prune_signature" BYTEA,

    CONSTRAINT "audit_segments_pkey" PRIMARY KEY ("chain","number")
);

-- CreateTable
CREATE TABLE "audit_reviews" (
    "id" VARCHAR(32) NOT NULL,
    "reviewer_id" VARCHAR(32) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "events" BIGINT NOT NULL,
    "findings" VARCHAR(2000) NOT NULL,
    "follow_up" VARCHAR(2000) NOT NULL,

    CONSTRAINT "audit_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_segments_chain_previous_key" ON "audit_segments"("chain", "previous");

-- CreateIndex
CREATE INDEX "audit_reviews_at_idx" ON "audit_reviews"("at");

-- CreateIndex
CREATE INDEX "audit_events_chain_txid_id_idx" ON "audit_events"("chain", "txid", "id");

-- CreateIndex
CREATE INDEX "audit_events_at_id_idx" ON "audit_events"("at", "id");

-- CreateIndex
CREATE INDEX "audit_events_actor_at_id_idx" ON "audit_events"("actor", "at", "id");

-- CreateIndex
CREATE INDEX "audit_events_kind_at_id_idx" ON "audit_events"("kind", "at", "id");

-- DropIndex
DROP INDEX "audit_events_at_idx";

-- What Prisma's language cannot say.

CREATE INDEX "audit_events_people_idx" ON "audit_events" USING gin ("people") WHERE "people" IS NOT NULL;

ALTER TABLE "audit_events"
  ADD CONSTRAINT "audit_events_chain_is_known" CHECK ("chain" IN ('access', 'rights'));
ALTER TABLE "audit_segments"
  ADD CONSTRAINT "audit_segments_chain_is_known" CHECK ("chain" IN ('access', 'rights')),
  ADD CONSTRAINT "audit_segments_count" CHECK ("number" >= 1 AND "events" >= 1 AND "total" >= "events"),
  ADD CONSTRAINT "audit_segments_hashes" CHECK (
    octet_length("previous") = 32 AND octet_length("head") = 32
    AND ("leaves" IS NULL OR octet_length("leaves") = 40 * "events")),
  ADD CONSTRAINT "audit_segments_are_whole_or_pruned" CHECK (
    ("leaves" IS NULL) = ("pruned_at" IS NOT NULL)
    AND ("pruned_at" IS NULL) = ("prune_signature" IS NULL)
    AND ("pruned_at" IS NULL) = ("prune_key_id" IS NULL));

-- Transactions below this number have ended: what they wrote is seen, and nothing is added to it.
CREATE FUNCTION "audit_horizon"() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint $$;

-- Rows go only with a whole segment that is marked as pruned, which cannot be done before a year is over.
CREATE OR REPLACE FUNCTION "audit_events_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM "audit_segments" AS segment
    WHERE segment."chain" = OLD."chain" AND segment."pruned_at" IS NOT NULL
      AND (OLD."txid", OLD."id") <= (segment."last_txid", segment."last_id")
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'check_violation';
END
$$;
-- CREATE OR REPLACE forgets it.
ALTER FUNCTION "audit_events_stay"() SET search_path FROM CURRENT;

CREATE FUNCTION "audit_segments_grow"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- By the database's own clock: retention is counted from here.
    NEW."stored_at" := clock_timestamp();
    IF NEW."pruned_at" IS NULL AND NEW."number" = 1 + coalesce(
      (SELECT max("number") FROM "audit_segments" WHERE "chain" = NEW."chain"), 0)
    THEN RETURN NEW; END IF;
    -- Another server was quicker.
    RAISE EXCEPTION 'A segment of the audit trail comes out of turn' USING ERRCODE = 'unique_violation',
      TABLE = 'audit_segments', CONSTRAINT = 'audit_segments_pkey';
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD."pruned_at" IS NULL AND NEW."pruned_at" IS NOT NULL
      AND OLD."stored_at" < clock_timestamp() - interval '1 year'
      AND (to_jsonb(OLD) - '{leaves,pruned_at,prune_key_id,prune_signature}'::text[])
        = (to_jsonb(NEW) - '{leaves,pruned_at,prune_key_id,prune_signature}'::text[])
    THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM "audit_segments" AS later
    WHERE later."chain" = OLD."chain" AND later."number" > OLD."number" AND later."pruned_at" IS NOT NULL
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "audit_segments_grow" BEFORE INSERT OR UPDATE OR DELETE ON "audit_segments"
  FOR EACH ROW EXECUTE FUNCTION "audit_segments_grow"();

CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "audit_segments_are_not_truncated" BEFORE TRUNCATE ON "audit_segments"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_reviews_stay" BEFORE UPDATE OR DELETE ON "audit_reviews"
  FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_reviews_are_not_truncated" BEFORE TRUNCATE ON "audit_reviews"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
ALTER TABLE "audit_segments" ENABLE ALWAYS TRIGGER "audit_segments_grow";
ALTER TABLE "audit_segments" ENABLE ALWAYS TRIGGER "audit_segments_are_not_truncated";
ALTER TABLE "audit_reviews" ENABLE ALWAYS TRIGGER "audit_reviews_stay";
ALTER TABLE "audit_reviews" ENABLE ALWAYS TRIGGER "audit_reviews_are_not_truncated";

-- Destroys a chain's events up to the end of one segment, which stays as the beginning of the rest. With the
-- rights of its owner: the server's role may delete nothing else. Returns how many events.
CREATE FUNCTION "audit_prune"(
  of_chain text, through integer, at timestamptz, with_key text, with_signature bytea
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  last "audit_segments"%ROWTYPE;
  gone bigint;
BEGIN
  UPDATE "audit_segments" SET "leaves" = NULL, "pruned_at" = at, "prune_key_id" = with_key,
    "prune_signature" = with_signature
  WHERE "chain" = of_chain AND "number" = through AND "pruned_at" IS NULL RETURNING * INTO last;
  IF NOT FOUND THEN RETURN 0; END IF;
  DELETE FROM "audit_notes" AS note USING "audit_events" AS event
  WHERE note."event_id" = event."id" AND event."chain" = of_chain
    AND (event."txid", event."id") <= (last."last_txid", last."last_id");
  DELETE FROM "audit_events" WHERE "chain" = of_chain
    AND ("txid", "id") <= (last."last_txid", last."last_id");
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM "audit_segments" WHERE "chain" = of_chain AND "number" < through;
  RETURN gone;
END
$$;
