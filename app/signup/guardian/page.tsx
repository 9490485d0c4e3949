import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import { SubmitButton } from "@/app/forms/submit-button";
import { PostForm } from "@/app/forms/post-form";
import { isConsentGiven } from "@/lib/guardians/guardian-consent";
import { context } from "@/lib/server/context";
import { currentSignUp } from "@/lib/browser/attempt";
import { currentGuardianLink } from "@/lib/browser/guardian-link";
import { ConsentWatch } from "./consent-watch";
import { LinkCard } from "./link-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("guardian");
  return { title: t("title"), robots: { index: false } };
}

export default async function WaitForGuardianPage() {
  const attempt = await currentSignUp();
  if (attempt?.state !== "confirmed" || !attempt.guardianRequired) redirect("/signup/details");
  if (await isConsentGiven(attempt, context())) redirect("/signup/details");
  const t = await getTranslations("guardian");
  const common = await getTranslations("common");
  const link = await currentGuardianLink();
  return (
    <Shell>
      <Stepper current="verify" />
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {link === null ? (
        <ol className="grid list-decimal gap-3 pl-5">
          {[t("stepSend"), t("stepVerify"), t("stepReturn")].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <>
          <LinkCard
            address={link.address}
            text={{
              label: t("link"),
              copy: t("copy"),
              copied: t("copied"),
              share: t("share"),
              message: t("message"),
              hint: t("linkHint"),
            }}
          />
          <ConsentWatch waiting={t("waiting")} />
        </>
      )}
      <CallToAction>
        {link !== null && (
          <>
            <Link
              href={link.path}
              prefetch={false}
              className="flex min-h-14 items-center justify-center rounded-2xl bg-accent px-6 text-lg font-bold text-on-accent hover:bg-accent-strong"
            >
              {t("here")}
            </Link>
            <Link
              href="/signup/guardian"
              prefetch={false}
              className="flex min-h-11 items-center justify-center text-muted underline-offset-4 hover:underline"
            >
              {t("check")}
            </Link>
          </>
        )}
        <PostForm action="/signup/guardian/submit">
          <SubmitButton look={link === null ? "primary" : "secondary"} wait={common("wait")}>
            {link === null ? t("make") : t("makeAnew")}
          </SubmitButton>
        </PostForm>
      </CallToAction>
    </Shell>
  );
}
