import { getFormatter, getTranslations } from "next-intl/server";
import { ProviderName } from "@/app/admin/parts/provider-name";
import type { FoundLine } from "@/lib/admin/find-attempts";
import { enCodes } from "@/lib/i18n/en-codes";
import { koCodes } from "@/lib/i18n/ko-codes";
import { isAttemptState } from "@/lib/i18n/record-kinds";

/** One line: what became of it, and what to tell the caller in their language. */
export async function LineCard({ line }: { line: FoundLine }) {
  const t = await getTranslations("attemptsDesk");
  const states = await getTranslations("attemptsDesk.states");
  const format = await getFormatter();
  const { code, reason, provider, milliseconds, state, attempt, request, place } = line;
  const facts = [
    [t("state"), state !== null && isAttemptState(state) ? states(state) : t("gone")],
    [
      t("provider"),
      provider === null ? t("unknown") : <ProviderName key="provider" name={provider} />,
    ],
    [t("took"), milliseconds === null ? t("notAsked") : t("milliseconds", { count: milliseconds })],
    [t("place"), place],
    ...(reason === null || reason === code ? [] : [[t("reason"), reason]]),
    [t("attempt"), attempt ?? t("unknown")],
    [t("request"), request ?? t("unknown")],
  ] as const;
  const said = code === null ? null : { ko: koCodes[code], en: enCodes[code] };
  return (
    <li className="rounded-2xl bg-sunken p-5 text-[0.95rem]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-bold">{code ?? t("fine")}</h2>
        <time dateTime={line.at.toISOString()} className="text-sm text-muted tabular-nums">
          {format.dateTime(line.at, {
            dateStyle: "medium",
            timeStyle: "medium",
            hourCycle: "h23",
          })}
        </time>
      </div>
      <dl className="mt-2 grid gap-x-6 text-sm sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-0.5">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="text-right break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {said !== null && (
        <div className="mt-3 border-t border-line pt-3">
          <h3 className="text-sm text-muted">{t("tell")}</h3>
          {(["ko", "en"] as const).map((language) => (
            <p key={language} lang={language} className="mt-1">
              <b>{said[language].title}.</b> {said[language].body} {said[language].next}
            </p>
          ))}
        </div>
      )}
    </li>
  );
}
