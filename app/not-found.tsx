import { useTranslations } from "next-intl";
import { ButtonLink, CallToAction } from "./components/button";
import { Heading } from "./components/heading";
import { Shell } from "./components/shell";

export default function NotFoundPage() {
  const t = useTranslations("error");
  const common = useTranslations("common");
  return (
    <Shell>
      <Heading lead={t("missingBody")}>{t("missingTitle")}</Heading>
      <CallToAction>
        <ButtonLink href="/">{common("home")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
