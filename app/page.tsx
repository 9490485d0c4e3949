import Link from "next/link";
import { useTranslations } from "next-intl";
import { CallToAction } from "./components/button";
import { ButtonLink } from "./components/button-link";
import { TickIcon } from "./components/icons";
import { Shell } from "./components/shell";

export default function HomePage() {
  const t = useTranslations("home");
  const common = useTranslations("common");
  return (
    <Shell>
      <div className="flex grow flex-col justify-center pb-6 sm:grow-0">
        <h1 className="text-[2.5rem] leading-[1.15] font-bold tracking-tight whitespace-pre-line">
          {t("lead")}
        </h1>
        <p className="mt-5 text-lg text-muted">{t("body")}</p>
        <ul className="mt-8 grid gap-3">
          {(["pointOne", "pointTwo", "pointThree"] as const).map((point) => (
            <li key={point} className="flex items-center gap-3 rounded-2xl bg-sunken p-4">
              <TickIcon />
              {t(point)}
            </li>
          ))}
        </ul>
      </div>
      <CallToAction>
        <ButtonLink href="/signup">{t("start")}</ButtonLink>
        <p className="mt-2 text-center text-muted">
          {t("member")}{" "}
          <Link
            className="inline-flex min-h-11 min-w-11 items-center justify-center font-bold text-accent underline-offset-4 hover:underline"
            href="/login"
          >
            {common("logIn")}
          </Link>
        </p>
      </CallToAction>
    </Shell>
  );
}
