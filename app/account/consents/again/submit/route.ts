import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { memberHandler } from "@/app/form-handlers/member-handler";
import { agreeAgain } from "@/lib/own-account/agree-again";
import { documents } from "@/lib/consents/documents";
import { context } from "@/lib/server/context";

export const { GET, POST } = memberHandler(
  { action: "/account/consents/again/submit", page: "/account/consents/again", evenIfDue: true },
  async (fields, login) => {
    const { now, db } = context();
    const shown = documents.unanswered(login.agreed, now);
    const reading = readConsents(fields, { shown, locale: await getLocale(), now });
    if (reading.kind === "refused") return reading.outcome;
    await agreeAgain(login, reading.consents, { db, now });
    return { next: "/account" };
  },
);
