-- CreateEnum
CREATE TYPE "ExportState" AS ENUM ('waiting', 'ready', 'making', 'made', 'cancelled', 'failed', 'expired');

-- CreateTable
CREATE TABLE "exports" (
    "id" VARCHAR(32) NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "state" "ExportState" NOT NULL,
    "requester_id" VARCHAR(32) NOT NULL,
    "purpose" VARCHAR(500) NOT NULL,
    "columns" VARCHAR(20)[],
    "from_at" TIMESTAMPTZ(3),
    "until_at" TIMESTAMPTZ(3),
    "is_masked" BOOLEAN NOT NULL,
    "ceiling" INTEGER NOT NULL,
    "digest" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "approver_id" VARCHAR(32),
    "approved_digest" CHAR(64),
    "approved_at" TIMESTAMPTZ(3),
    "rows" INTEGER NOT NULL DEFAULT 0,
    "file_digest" CHAR(64),
    "leased_until" TIMESTAMPTZ(3),
    "fault" VARCHAR(40),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_chunks" (
    "export_id" VARCHAR(32) NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "export_chunks_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateIndex
CREATE INDEX "exports_created_at_idx" ON "exports"("created_at");

-- AddForeignKey
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "exports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's language cannot say.

-- Unmasked, nothing is made without a second administrator's approval of exactly this.
ALTER TABLE "exports"
  ADD CONSTRAINT "exports_have_a_second_administrator" CHECK ("approver_id" <> "requester_id"),
  ADD CONSTRAINT "exports_are_approved" CHECK (
    "is_masked" OR "state" IN ('waiting', 'cancelled', 'failed', 'expired')
    OR ("approver_id" IS NOT NULL AND "approved_at" IS NOT NULL AND "approved_digest" = "digest"
      AND "approved_digest" IS NOT NULL)),
  ADD CONSTRAINT "exports_are_whole" CHECK ("state" <> 'made' OR "file_digest" IS NOT NULL),
  ADD CONSTRAINT "exports_choose" CHECK (cardinality("columns") > 0 AND "ceiling" > 0);

-- What was asked for and approved stays as it is, and an export is made once.
CREATE FUNCTION "exports_move_forward"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - '{state,approver_id,approved_digest,approved_at,rows,file_digest,leased_until,fault,expires_at}'::text[])
      <> (to_jsonb(NEW) - '{state,approver_id,approved_digest,approved_at,rows,file_digest,leased_until,fault,expires_at}'::text[])
    OR (OLD."state" <> NEW."state" AND (OLD."state"::text || '>' || NEW."state"::text) NOT IN (
      'waiting>ready', 'waiting>cancelled', 'waiting>expired', 'ready>making', 'ready>cancelled', 'ready>expired',
      'making>made', 'making>failed', 'making>cancelled', 'made>expired', 'made>cancelled'))
  THEN
    RAISE EXCEPTION 'An export cannot go from % to %', OLD."state", NEW."state" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "exports_move_forward" BEFORE UPDATE ON "exports"
  FOR EACH ROW EXECUTE FUNCTION "exports_move_forward"();
