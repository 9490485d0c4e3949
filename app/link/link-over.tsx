import { getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { CodeNotice } from "@/app/forms/code-notice";
import { spendHere } from "@/lib/browser/limit";

/** One answer for a link that is over, used, replaced, of another kind or invented, with a way on. */
export async function LinkOver({ way = "email" }: { way?: keyof typeof ways }) {
  const t = await getTranslations();
  // Only a link that is none may be a guess.
  if ((await spendHere("mailLink")) !== null) {
    return (
      <Shell>
        <CodeNotice code="rate_limited" />
      </Shell>
    );
  }
  return (
    <Shell>
      <Heading lead={t("codes.link_over.body")}>{t("codes.link_over.title")}</Heading>
      <p className="font-bold">{t(ways[way].next)}</p>
      <CallToAction>
        <ButtonLink href={ways[way].href}>{t(ways[way].label)}</ButtonLink>
        <ButtonLink href="/" look="quiet">
          {t("common.home")}
        </ButtonLink>
      </CallToAction>
    </Shell>
  );
}

/** Where whoever needs another one gets it. */
const ways = {
  email: { next: "codes.link_over.next", href: "/account/email", label: "link.goOn" },
  account: { next: "link.overAccount", href: "/login", label: "common.logIn" },
  invitation: { next: "link.overInvitation", href: "/admin/login", label: "common.logIn" },
} as const;
