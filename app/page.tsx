import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CallToAction } from "./components/button";
import { ButtonLink } from "./components/button-link";
import { TickIcon } from "./components/icons";
import { Notice } from "./components/notice";
import { Shell } from "./components/shell";
import { hasJustLoggedOut, memberAccess } from "@/lib/browser/access";

export default async function HomePage() {
  const t = await getTranslations("home");
  const common = await getTranslations("common");
  const isMember = (await memberAccess.current().catch(() => null)) !== null;
  const hasLoggedOut = !isMember && (await hasJustLoggedOut(new Date()));
  return (
    <Shell isMember={isMember}>
      {hasLoggedOut && <Notice tone="good">{t("loggedOut")}</Notice>}
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
        {isMember ? (
          <ButtonLink href="/account">{common("myAccount")}</ButtonLink>
        ) : (
          <JoinOrLogIn start={t("start")} member={t("member")} logIn={common("logIn")} />
        )}
      </CallToAction>
    </Shell>
  );
}

function JoinOrLogIn({ start, member, logIn }: Record<"start" | "member" | "logIn", string>) {
  return (
    <>
      <ButtonLink href="/signup">{start}</ButtonLink>
      <p className="mt-2 text-center text-muted">
        {member}{" "}
        <Link
          className="inline-flex min-h-11 min-w-11 items-center justify-center font-bold text-accent underline-offset-4 hover:underline"
          href="/login"
        >
          {logIn}
        </Link>
      </p>
    </>
  );
}
