import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { memberHandler } from "@/app/form-handlers/member-handler";
import { decideAdvertising } from "@/lib/advertising/decide";
import { documents } from "@/lib/consents/documents";
import { context } from "@/lib/server/context";

/** A member's choices of advertising. Nobody is asked for a password to withdraw. */
export const { GET, POST } = memberHandler(
  { action: "/account/consents/submit", page: "/account/consents" },
  async (fields, login) => {
    const locale = await getLocale();
    const { now, ...rest } = context();
    const shown = documents.shownFor("advertising", now);
    const reading = readConsents(fields, { shown, locale, now });
    if (reading.kind === "refused") return reading.outcome;
    const given = reading.advertising.map(({ subject }) => subject);
    await decideAdvertising(login, { given, locale }, { ...rest, now });
    return { next: "/account/consents?saved=advertising" };
  },
);
