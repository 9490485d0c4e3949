import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";
import { Heading } from "@/app/components/heading";
import { LogInForm } from "@/app/login/log-in-form";
import { logInTexts } from "@/app/login/log-in-texts";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { administratorHere, mayAdministerFromHere } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("loginTitle"), robots: { index: false, follow: false } };
}

export default async function AdministratorLogInPage() {
  if (!(await mayAdministerFromHere())) notFound();
  if ((await administratorHere()).kind !== "nobody") redirect("/admin");
  const t = await getTranslations("admin");
  return (
    <Shell>
      <Heading lead={t("loginLead")}>{t("loginTitle")}</Heading>
      <LogInForm
        action="/admin/login/submit"
        shown={await readFormProblem("/admin/login/submit")}
        text={await logInTexts()}
      />
    </Shell>
  );
}
