-- What Prisma's language cannot say.

-- With the year beside the decade the index alone answers how many were born in one; and of an index of all accounts
-- the planner uses what it knows of decades, which it did not of one with a condition.
DROP INDEX "accounts_decade";
CREATE INDEX "accounts_decade" ON "accounts"(("birth_year" / 10), "created_at" DESC, "id" DESC)
  INCLUDE ("birth_year");
