-- CreateTable
CREATE TABLE "figures" (
    "day" DATE NOT NULL,
    "hour" SMALLINT NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "label" VARCHAR(60) NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "figures_pkey" PRIMARY KEY ("hour","day","kind","label")
);

-- CreateIndex
CREATE INDEX "attempts_created_at_idx" ON "attempts"("created_at");
