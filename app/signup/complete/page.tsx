import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink, CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { requireAccount } from "@/lib/sessions/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("complete");
  return { title: t("title"), robots: { index: false } };
}

export default async function CompletePage() {
  await requireAccount();
  const t = await getTranslations("complete");
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center sm:grow-0 sm:pt-10">
        <svg viewBox="0 0 72 72" className="mx-auto mb-6 size-20" aria-hidden="true">
          <circle cx="36" cy="36" r="36" className="fill-good-soft" />
          <path
            d="M22 37l10 10 19-21"
            className="stroke-good"
            strokeWidth="6"
            strokeLinecap="round"
            strokeLinejoin="round"
            fill="none"
          />
        </svg>
        <Heading lead={t("lead")}>{t("title")}</Heading>
      </div>
      <CallToAction>
        <ButtonLink href="/account">{t("account")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
