import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/components/button-link";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";

/** Also for whoever is not logged in or may not: they do not learn what there is. */
export default function NotFoundForAdministrators() {
  const t = useTranslations("admin");
  return (
    <Shell>
      <Heading lead={t("goneBody")}>{t("goneTitle")}</Heading>
      <CallToAction>
        <ButtonLink href="/admin/login">{t("goLogIn")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
