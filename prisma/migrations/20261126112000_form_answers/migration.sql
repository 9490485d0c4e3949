-- What came of a form, for the page that sent it and lost the answer.
-- CreateTable
CREATE TABLE "form_answers" (
    "id_hash" BYTEA NOT NULL,
    "sealed" BYTEA,
    "is_called_off" BOOLEAN NOT NULL DEFAULT false,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_answers_pkey" PRIMARY KEY ("id_hash"),
    -- A form that was called off was never handled.
    CONSTRAINT "form_answers_called_off_check" CHECK (NOT ("is_called_off" AND "sealed" IS NOT NULL))
);

-- CreateIndex
CREATE INDEX "form_answers_ends_at_idx" ON "form_answers"("ends_at");
