"use server";

import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { findWard, readWard } from "@/lib/accounts/guardian-consent";
import { consentRecordsSchema, recordConsent } from "@/lib/consents/documents";
import { rules } from "@/lib/rules";
import { beginGuardianAttempt, currentGuardianAttempt } from "@/lib/sessions/attempt";
import { readFields } from "@/app/components/form-fields";
import { ownForm } from "@/lib/sessions/same-origin";
import { invitationAddress, readInvitation } from "./invitation-link";

/** The guardian agreed: their own verification begins, which alone makes the consent count. */
export async function consentAsGuardian(form: FormData): Promise<void> {
  return ownForm(async () => {
    const fields = readFields(form);
    const link = readInvitation(fields["link"]);
    if (link === null) redirect("/guardian");
    if (fields["guardian"] === undefined)
      redirect(`${invitationAddress(link)}&code=consent_required`);
    const now = new Date();
    const ward = await findWard(link, rules());
    if (ward === null) redirect("/guardian?code=guardian_link_expired");
    const locale = (await getLocale()) === "en" ? "en" : "ko";
    const consents = [recordConsent("guardian", locale, now)];
    const begun = await beginGuardianAttempt(ward.wardAttemptId, consents);
    redirect(begun ? "/guardian" : `${invitationAddress(link)}&code=rate_limited`);
  });
}

/** Another guardian, or the same one with another phone; the consent given before still holds. */
export async function startGuardianAgain(): Promise<void> {
  return ownForm(async () => {
    const attempt = await currentGuardianAttempt();
    const over = attempt !== null && ["refused", "failed", "expired"].includes(attempt.state);
    if (!over || attempt.wardAttemptId === null) redirect("/guardian");
    if ((await readWard(attempt.wardAttemptId, rules())) === null) {
      redirect("/guardian?code=guardian_link_expired");
    }
    const consents = consentRecordsSchema.parse(attempt.consents);
    const begun = await beginGuardianAttempt(attempt.wardAttemptId, consents);
    redirect(begun ? "/guardian" : "/guardian?code=rate_limited");
  });
}
