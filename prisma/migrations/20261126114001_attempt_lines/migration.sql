-- CreateTable
CREATE TABLE "attempt_lines" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" VARCHAR(36),
    "attempt_id" VARCHAR(40),
    "provider_digest" VARCHAR(80),
    "place" VARCHAR(60) NOT NULL,
    "code" VARCHAR(40),
    "reason" VARCHAR(60),
    "provider" VARCHAR(40),
    "milliseconds" INTEGER,

    CONSTRAINT "attempt_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "attempt_lines_at_id_idx" ON "attempt_lines"("at", "id");

-- CreateIndex
CREATE INDEX "attempt_lines_request_id_idx" ON "attempt_lines"("request_id");

-- CreateIndex
CREATE INDEX "attempt_lines_attempt_id_idx" ON "attempt_lines"("attempt_id");

-- CreateIndex
CREATE INDEX "attempt_lines_provider_digest_idx" ON "attempt_lines"("provider_digest");
