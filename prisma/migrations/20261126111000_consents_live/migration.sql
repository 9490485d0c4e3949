-- Consents that live: the language of the text, and what members decide of advertising. Older servers
-- write no language, and no decisions of advertising: where one opens the account there is none.

ALTER TABLE "consents" ADD COLUMN "language" VARCHAR(5);
ALTER TABLE "attempts" ADD COLUMN "advertising" JSONB;

CREATE TYPE "AdvertisingSubject" AS ENUM ('use', 'email', 'sms', 'messenger', 'sms_night', 'messenger_night');
CREATE TYPE "AdvertisingState" AS ENUM ('given', 'refused', 'withdrawn');

CREATE TABLE "advertising_consents" (
    "account_id" VARCHAR(32) NOT NULL,
    "subject" "AdvertisingSubject" NOT NULL,
    "state" "AdvertisingState" NOT NULL,
    "document" VARCHAR(40) NOT NULL,
    "version" VARCHAR(20) NOT NULL,
    "text_hash" CHAR(64) NOT NULL,
    "language" VARCHAR(5) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "remind_on" DATE,

    CONSTRAINT "advertising_consents_pkey" PRIMARY KEY ("account_id","subject")
);

CREATE INDEX "advertising_consents_remind_on_idx" ON "advertising_consents"("remind_on");
-- Who is still to be told.
CREATE INDEX "advertising_consents_untold_idx" ON "advertising_consents"("decided_at") WHERE "told_at" IS NULL;

ALTER TABLE "advertising_consents" ADD CONSTRAINT "advertising_consents_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only what was given is reminded of, and is reminded of for as long as it is given.
ALTER TABLE "advertising_consents" ADD CONSTRAINT "advertising_consents_reminded_while_given"
  CHECK (("remind_on" IS NOT NULL) = ("state" = 'given' AND "subject" <> 'use'));
