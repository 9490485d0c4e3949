import "@/app/fonts/every-letter";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { newPasswordText } from "@/app/forms/new-password/new-password-text";
import { readInvitation } from "@/lib/admin/invitations";
import { mayAdministerFromHere } from "@/lib/browser/access";
import { context } from "@/lib/server/context";
import { LinkOver } from "../link-over";
import { readLinkToken } from "../link-token";
import { AcceptForm } from "./accept-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("administrators");
  return { title: t("acceptTitle"), robots: { index: false, follow: false } };
}

/** Whoever was asked to administer sets their password; the second factor comes next. */
export default async function InvitationPage({ searchParams }: { searchParams: PageSearch }) {
  if (!(await mayAdministerFromHere())) notFound();
  const token = readLinkToken((await searchParams).token);
  const { db, mailing, now } = context();
  const invitation = token === null ? null : await readInvitation(db, token, now);
  if (token === null || invitation === null) return <LinkOver way="invitation" />;
  const t = await getTranslations("administrators");
  const roles = await getTranslations("admin.roles");
  const { email, name, role } = invitation;
  return (
    <Shell>
      <Heading lead={t("acceptLead", { name, role: roles(role) })}>{t("acceptTitle")}</Heading>
      <AcceptForm
        token={token}
        email={email}
        shown={await readFormProblem("/link/administrator/submit")}
        brand={mailing.brand.name}
        text={await acceptText()}
      />
    </Shell>
  );
}

async function acceptText() {
  const t = await getTranslations();
  return {
    email: t("administrators.email"),
    password: t("administrators.newPassword"),
    ...(await newPasswordText()),
    submit: t("administrators.accept"),
    problems: t("details.problems"),
    wait: t("common.wait"),
  };
}
