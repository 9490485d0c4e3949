import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { formHandler } from "@/app/form-handlers/form-handler";
import { agreeAgain } from "@/lib/own-account/agree-again";
import { memberAccess } from "@/lib/browser/access";
import { documents } from "@/lib/consents/documents";
import { context } from "@/lib/server/context";

export const { GET, POST } = formHandler(
  { action: "/account/consents/again/submit", page: "/account/consents/again" },
  async (fields) => {
    const login = await memberAccess.current();
    if (login === null) return { next: "/login" };
    const { now, db } = context();
    const shown = documents.unanswered(login.agreed, now);
    const reading = readConsents(fields, { shown, locale: await getLocale(), now });
    if (reading.kind === "refused") return reading.outcome;
    await agreeAgain(login, reading.consents, { db, now });
    return { next: "/account" };
  },
);
