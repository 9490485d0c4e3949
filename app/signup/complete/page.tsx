import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { PersonName } from "@/app/fonts/person-name";
import { Shell } from "@/app/components/shell";
import { OfferPasskey } from "@/app/passkeys/offer-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { requireOwnAccount } from "@/lib/browser/access";
import { formOwnerMark } from "@/lib/own-account/form-owner";
import { context } from "@/lib/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("complete");
  return { title: t("pageTitle"), robots: { index: false } };
}

export default async function CompletePage() {
  const account = await requireOwnAccount("in_full", context());
  const t = await getTranslations("complete");
  return (
    <Shell isMember>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("lead")}>
          {t.rich("title", {
            name: account.name,
            who: (chunks) => <PersonName>{chunks}</PersonName>,
          })}
        </Heading>
        {!account.isEmailConfirmed && (
          <p className="mb-4 rounded-2xl bg-sunken p-4 wrap-anywhere">
            {t("next", { email: account.email })}
          </p>
        )}
      </div>
      <Offer owner={formOwnerMark(account.login.id)} />
      <CallToAction>
        <ButtonLink href="/account">{t("account")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}

/** Whoever has just joined has just proved who they are. Nothing where the browser knows no passkeys. */
async function Offer({ owner }: { owner: string }) {
  const t = await getTranslations("passkeys");
  return (
    <OfferPasskey
      owner={owner}
      title={t("offerTitle")}
      lead={t("offerLead")}
      label={t("add")}
      done={t("offerDone")}
      text={await passkeyText()}
    />
  );
}
