import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";
import { hasLeftHere, memberAccess } from "@/lib/browser/access";
import { readAdmittedFrom } from "@/lib/browser/admitted-from";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leave");
  return { title: t("doneTitle"), robots: { index: false } };
}

export default async function LeftPage() {
  if ((await memberAccess.current()) !== null) redirect("/account");
  if (!(await hasLeftHere())) redirect("/");
  const t = await getTranslations();
  const format = await getFormatter();
  const rejoinFrom = await readAdmittedFrom(new Date());
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("leave.doneLead")}>{t("leave.doneTitle")}</Heading>
        {rejoinFrom && (
          <p className="rounded-2xl bg-sunken p-4 font-bold">
            {t("leave.rejoinFrom", { date: format.dateTime(rejoinFrom, { dateStyle: "long" }) })}
          </p>
        )}
      </div>
      <CallToAction>
        <ButtonLink href="/">{t("common.home")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
