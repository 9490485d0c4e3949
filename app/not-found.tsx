import { useTranslations } from "next-intl";
import { CallToAction } from "./components/button";
import { ButtonLink } from "./components/button-link";
import { Heading } from "./components/heading";
import { Shell } from "./components/shell";

export default function NotFoundPage() {
  const t = useTranslations("error");
  const common = useTranslations("common");
  return (
    <Shell>
      <title>{t("missingTitle")}</title>
      <Heading lead={t("missingBody")}>{t("missingTitle")}</Heading>
      <CallToAction>
        <ButtonLink href="/">{common("home")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
