import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { ProofField } from "@/app/admin/parts/proof-field";
import { Button } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { listAdministration, rightsCheckDue } from "@/lib/admin/administrators";
import { requireAdministrator } from "@/lib/browser/access";
import { seoulDate, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { isProvedLately } from "@/lib/logins/administrators";
import { context } from "@/lib/server/context";
import { AdministratorCard } from "./administrator-card";
import { InviteForm } from "./invite/invite-form";
import { InvitedList } from "./invite/invited-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administrators");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** Who administers, in which role: for owners. */
export default async function AdministratorsPage() {
  const by = await requireAdministrator("owner");
  const surroundings = context();
  const { now } = surroundings;
  const { administrators: all, invitations } = await listAdministration(by, surroundings);
  const due = rightsCheckDue(by.login);
  const t = await getTranslations("administrators");
  const format = await getFormatter();
  const date = format.dateTime(startOfSeoulDay(due), { dateStyle: "long" });
  const isOverdue = seoulDate(now).toString() > due;
  const problem = await readFormProblem("/admin/administrators/submit");
  return (
    <AdminShell by={by} here="administrators">
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <AdminForm by={by} action="/admin/administrators/submit">
        <FormNotice problem={problem} />
        <ProofField login={by.login} problem={problem} now={now} />
        {/* The first button is the one that the Enter key presses: it confirms, and changes nothing. */}
        {!isProvedLately(by.login, now) && (
          <Button look="secondary" name="do" value="" className="mb-6">
            {t("confirm")}
          </Button>
        )}
        <Notice tone={isOverdue ? "warn" : "plain"} title={t("checkTitle")}>
          <p className="mb-2">{t(isOverdue ? "checkOverdue" : "checkDue", { date })}</p>
          <button
            name="do"
            value="check"
            className="min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
          >
            {t("checkDone")}
          </button>
        </Notice>
        {invitations.length > 0 && <InvitedList invitations={invitations} />}
        <ul className="grid gap-3 lg:grid-cols-2">
          {all.map((each) => (
            <AdministratorCard key={each.id} administrator={each} />
          ))}
        </ul>
      </AdminForm>
      <InviteForm by={by} now={now} />
    </AdminShell>
  );
}
