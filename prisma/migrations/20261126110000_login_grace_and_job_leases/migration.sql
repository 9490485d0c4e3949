-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "former_token_hash" BYTEA,
ADD COLUMN     "former_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "job_leases" (
    "name" VARCHAR(40) NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_leases_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "sessions_former_token_hash_key" ON "sessions"("former_token_hash");

-- What Prisma's language cannot say.
ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_former_token_hash_is_sha256" CHECK (octet_length("former_token_hash") = 32),
  ADD CONSTRAINT "sessions_former_token_has_an_end" CHECK (
    ("former_token_hash" IS NULL) = ("former_until" IS NULL)
  );
