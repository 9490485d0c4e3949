import { getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";

/** The same for a used, replaced, expired or invented link. */
export async function LinkExpired() {
  const t = await getTranslations();
  return (
    <Shell>
      <Heading lead={t("codes.guardian_link_expired.body")}>
        {t("codes.guardian_link_expired.title")}
      </Heading>
      <p className="font-bold">{t("codes.guardian_link_expired.next")}</p>
      <CallToAction>
        <ButtonLink href="/" look="secondary">
          {t("common.home")}
        </ButtonLink>
      </CallToAction>
    </Shell>
  );
}
