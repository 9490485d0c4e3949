import { isWho, isWhom, readEventCursor } from "@/lib/audit/list-events";
import type { EventCursor, EventFilter } from "@/lib/audit/list-events";
import { readDay, startOfSeoulDay } from "@/lib/identity/seoul-date";

export const logFields = ["who", "whom", "kind", "from", "until"] as const;
type Typed = Partial<Record<(typeof logFields)[number] | "after", string>>;

/** What the address asks for; null where it is none that the page's own form or link writes. */
export function readLogFilter(search: Record<string, string | string[] | undefined>): Asked | null {
  const typed: Typed = {};
  for (const name of [...logFields, "after"] as const) {
    const value = search[name];
    // A parameter that comes twice was not written by our form.
    if (Array.isArray(value)) return null;
    if (value !== undefined && value.trim() !== "") typed[name] = value.trim();
  }
  const { who = null, whom = null, kind = null } = typed;
  const [from, until] = [typed.from, typed.until].map((text) =>
    text === undefined ? null : readDay(text),
  );
  const after = typed.after === undefined ? null : readEventCursor(typed.after);
  const isRead =
    (who === null || isWho(who)) &&
    (whom === null || isWhom(whom)) &&
    (kind === null || /^[a-z_]{1,40}$/.test(kind)) &&
    (typed.from === undefined || from !== null) &&
    (typed.until === undefined || until !== null) &&
    (typed.after === undefined || after !== null);
  if (!isRead) return null;
  return {
    typed,
    after,
    filter: {
      ...{ who, whom, kind },
      from: from ? startOfSeoulDay(from) : null,
      until: until ? startOfSeoulDay(until.add({ days: 1 })) : null,
    },
  };
}

/** The same conditions, from another place on. */
export function writeLogAddress(typed: Typed, after: string): `/admin/audit?${string}` {
  return `/admin/audit?${new URLSearchParams({ ...typed, after }).toString()}`;
}

type Asked = { typed: Typed; filter: EventFilter; after: EventCursor | null };
