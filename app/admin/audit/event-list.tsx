import { getFormatter, getTranslations } from "next-intl/server";
import type { ListedEvent } from "@/lib/audit/list-events";
import { isLogKind } from "@/lib/i18n/record-kinds";

/** A line for each event, with the rest of it to open. */
export async function EventList({ events }: { events: readonly ListedEvent[] }) {
  return (
    <ol className="border-t border-line">
      {events.map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
    </ol>
  );
}

async function EventLine({ event }: { event: ListedEvent }) {
  const t = await getTranslations("auditLog");
  const kinds = await getTranslations("auditLog.kinds");
  const format = await getFormatter();
  const at = format.dateTime(event.at, {
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const { actor, subject, address, note, people, detail, kind } = event;
  const who = actor ?? (subject === null ? t("system") : t("nobody"));
  const facts = Object.entries(detail).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const hasMore = people.length > 0 || facts.length > 0;
  return (
    <li className="border-b border-line py-3 text-[0.95rem]">
      <div className="grid gap-x-4 gap-y-0.5 lg:grid-cols-[11rem_13rem_1fr_1fr]">
        <time dateTime={event.at.toISOString()} className="text-sm text-muted tabular-nums">
          {at}
        </time>
        <span className="font-bold">{isLogKind(kind) ? kinds(kind) : kind}</span>
        <span className="break-all">{who}</span>
        <span className="break-all text-muted">
          {subject !== null && subject !== actor && `→ ${subject}`}
          {people.length > 0 && `→ ${t("people", { count: people.length })}`}
        </span>
      </div>
      {(address !== null || note !== null) && (
        <p className="mt-1 text-sm text-muted">
          {[
            ...(address === null ? [] : [`${t("address")} ${address}`]),
            ...(note === null ? [] : [`${t("note")}: ${note}`]),
          ].join(" · ")}
        </p>
      )}
      {hasMore && (
        <details className="mt-1 text-sm text-muted">
          <summary className="flex min-h-8 w-fit cursor-pointer items-center underline-offset-4 hover:underline">
            {t("more")}
          </summary>
          <p className="break-all">{[...facts, ...people].join(" · ")}</p>
        </details>
      )}
    </li>
  );
}
