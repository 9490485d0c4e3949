import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";
import { currentRecovery } from "@/lib/browser/attempt";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recover");
  return { title: t("doneTitle"), robots: { index: false } };
}

export default async function RecoverDonePage() {
  if ((await currentRecovery())?.state !== "consumed") redirect("/recover");
  const t = await getTranslations();
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("recover.doneLead")}>{t("recover.doneTitle")}</Heading>
      </div>
      <CallToAction>
        <ButtonLink href="/login">{t("common.logIn")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
