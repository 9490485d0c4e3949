import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";
import { requireAccount } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("complete");
  return { title: t("title"), robots: { index: false } };
}

export default async function CompletePage() {
  await requireAccount();
  const t = await getTranslations("complete");
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("lead")}>{t("title")}</Heading>
      </div>
      <CallToAction>
        <ButtonLink href="/account">{t("account")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
