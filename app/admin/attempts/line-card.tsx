import { getFormatter, getTranslations } from "next-intl/server";
import { toTheSecond } from "@/app/admin/parts/moment";
import { ProviderName } from "@/app/admin/parts/provider-name";
import { isPurpose } from "@/app/admin/people/[id]/parts/record-words";
import type { FoundLine } from "@/lib/admin/find-attempts";
import { enCodes } from "@/lib/i18n/en-codes";
import { koCodes } from "@/lib/i18n/ko-codes";
import type { koDesk } from "@/lib/i18n/desk/ko-desk";
import { isAttemptState } from "@/lib/i18n/record-kinds";

/** Those of which a line without a code says that nothing was refused. */
const goesWell: Record<keyof typeof koDesk.attemptsDesk.states, boolean> = {
  issued: true,
  confirming: true,
  confirmed: true,
  refused: false,
  failed: false,
  expired: false,
  consumed: true,
};

/** One line: what became of it, and what to tell the caller in their language. */
export async function LineCard({ line }: { line: FoundLine }) {
  const t = await getTranslations("attemptsDesk");
  const states = await getTranslations("attemptsDesk.states");
  const purposes = await getTranslations("person.purposes");
  const format = await getFormatter();
  const { at, code, reason, provider, milliseconds, purpose, attempt, request, place } = line;
  const state = line.state !== null && isAttemptState(line.state) ? line.state : null;
  const stateText = state === null ? t("gone") : states(state);
  // What there was none of has no row.
  const facts = [
    ...(attempt === null ? [] : [[t("state"), stateText] as const]),
    ...(provider === null
      ? []
      : [[t("provider"), <ProviderName key="provider" name={provider} />] as const]),
    ...(milliseconds === null
      ? []
      : [[t("took"), t("milliseconds", { count: milliseconds })] as const]),
    [t("place"), place] as const,
  ];
  const ids = [
    ...(attempt === null ? [] : [[t("attempt"), attempt] as const]),
    ...(request === null ? [] : [[t("request"), request] as const]),
  ];
  const said = code === null ? null : { ko: koCodes[code], en: enCodes[code] };
  return (
    <li className="rounded-2xl bg-sunken p-5 text-[0.95rem]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-bold">
          {code ?? (state !== null && goesWell[state] ? t("fine") : stateText)}
          {purpose !== null && isPurpose(purpose) && (
            <span className="font-normal text-muted"> · {purposes(purpose)}</span>
          )}
        </h2>
        <time dateTime={at.toISOString()} className="text-sm text-muted tabular-nums">
          {toTheSecond(format, at)}
        </time>
      </div>
      <dl className="mt-2 grid gap-x-6 text-sm md:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4 py-0.5">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="text-right break-all">{value}</dd>
          </div>
        ))}
        {ids.map(([label, id]) => (
          <div key={label} className="justify-between gap-4 py-0.5 lg:flex lg:items-baseline">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="font-mono text-xs break-all">{id}</dd>
          </div>
        ))}
        {reason !== null && reason !== code && (
          <div className="flex justify-between gap-4 py-0.5 md:col-span-2">
            <dt className="shrink-0 text-muted">{t("reason")}</dt>
            <dd className="text-right break-all">{reason}</dd>
          </div>
        )}
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
