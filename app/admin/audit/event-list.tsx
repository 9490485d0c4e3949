import { Chevron } from "@/app/components/chevron";
import { getFormatter, getTranslations } from "next-intl/server";
import { toTheSecond } from "@/app/admin/parts/moment";
import type { ListedEvent } from "@/lib/audit/list-events";
import { isLogKind } from "@/lib/i18n/record-kinds";

/** A line for each event; where there is more to it, the line opens. */
export async function EventList({ events }: { events: readonly ListedEvent[] }) {
  const t = await getTranslations("auditLog");
  const columns = [t("when"), t("kind"), t("who"), t("whom"), t("address")];
  return (
    <>
      {/* Each line says itself what is what to those who hear it. */}
      <div
        aria-hidden="true"
        className={`${line} border-b border-line py-2 text-sm font-bold text-muted max-lg:hidden`}
      >
        {columns.map((column) => (
          <span key={column}>{column}</span>
        ))}
      </div>
      <ol className="border-t border-line lg:border-0">
        {events.map((event) => (
          <li key={event.id} className="border-b border-line text-[0.95rem]">
            <Event event={event} />
          </li>
        ))}
      </ol>
    </>
  );
}

const line = "relative grid gap-x-4 gap-y-0.5 pr-8 lg:grid-cols-[10rem_11rem_1fr_1fr_8.5rem]";

async function Event({ event }: { event: ListedEvent }) {
  const facts = Object.entries(event.detail).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}`,
  );
  const more = [...facts, ...event.people];
  if (more.length === 0) {
    return (
      <div className={`${line} py-2.5`}>
        <Facts event={event} />
      </div>
    );
  }
  return (
    <details className="group">
      <summary
        className={`${line} cursor-pointer list-none py-2.5 hover:bg-sunken [&::-webkit-details-marker]:hidden`}
      >
        <Facts event={event} />
        <Chevron className="absolute top-3 right-1" />
      </summary>
      <p className="pr-8 pb-3 text-sm break-all text-muted">{more.join(" · ")}</p>
    </details>
  );
}

async function Facts({ event }: { event: ListedEvent }) {
  const t = await getTranslations("auditLog");
  const kinds = await getTranslations("auditLog.kinds");
  const format = await getFormatter();
  const { at, actor, subject, address, note, people, kind } = event;
  const isAboutAnother = subject !== null && subject !== actor;
  return (
    <>
      <time dateTime={at.toISOString()} className="text-sm text-muted tabular-nums">
        {toTheSecond(format, at)}
      </time>
      <span className="font-bold">{isLogKind(kind) ? kinds(kind) : kind}</span>
      <span className="break-all">
        {actor === "console"
          ? t("console")
          : (actor ?? (subject === null ? t("system") : t("nobody")))}
      </span>
      <span className="break-all text-muted empty:hidden lg:empty:block">
        {isAboutAnother && `→ ${subject}`}
        {people.length > 0 && `→ ${t("people", { count: people.length })}`}
      </span>
      <span className="text-sm break-all text-muted empty:hidden">
        {address !== null && (
          <>
            <span className="lg:sr-only">{t("address")} </span>
            {address}
          </>
        )}
      </span>
      {note !== null && (
        <span className="text-sm text-muted lg:col-span-full">
          {t("note")}: {note}
        </span>
      )}
    </>
  );
}
