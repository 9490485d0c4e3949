-- From here on "provider_id" holds a keyed digest of the id at PortOne, which SQL cannot make, and
-- "existing_account_id" is not written any more. What stands there in plain goes. Attempts that wait
-- for PortOne's answer at this moment are left to the server that asks.
UPDATE "attempts" SET "existing_account_id" = NULL WHERE "existing_account_id" IS NOT NULL;
UPDATE "attempts" SET "provider_id" = NULL WHERE "state" = 'expired' AND "provider_id" IS NOT NULL;
UPDATE "attempts" SET "provider_id" = 'forgotten_' || "id"
  WHERE "state" IN ('confirmed', 'refused', 'failed', 'consumed');
