import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { Heading } from "@/app/components/heading";
import { SubmitButton } from "@/app/forms/submit-button";
import { requireAdministrator } from "@/lib/browser/access";
import { recoveryCodesCookie } from "@/lib/browser/cookie";
import { isProvedLately } from "@/lib/logins/administrators";
import { context } from "@/lib/server/context";
import { CodeList } from "./code-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownAdmin");
  return { title: t("codesTitle"), robots: { index: false, follow: false } };
}

/** The codes that came with a passkey, or that were asked for, until they are written down. */
export default async function RecoveryCodesPage() {
  const by = await requireAdministrator("viewer");
  const kept = await recoveryCodesCookie.read();
  const isTheirs = kept?.administrator === by.id && isProvedLately(by.login, context().now);
  if (kept === null || !isTheirs) redirect("/admin/me");
  const t = await getTranslations("ownAdmin");
  const common = await getTranslations("common");
  return (
    <AdminShell by={by} here="me">
      <div className="max-w-2xl">
        <Heading>{t("codesTitle")}</Heading>
        <CodeList codes={kept.codes} />
        <AdminForm by={by} action="/admin/me/recovery-codes/submit">
          <SubmitButton wait={common("wait")}>{t("codesKept")}</SubmitButton>
        </AdminForm>
      </div>
    </AdminShell>
  );
}
