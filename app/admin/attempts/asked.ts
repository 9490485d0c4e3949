import { readIdAddress, type Asked, type LineCursor } from "@/lib/admin/find-attempts";
import { readEventCursor } from "@/lib/audit/list-events";
import { isCode } from "@/lib/codes";
import { readMinute, writeMinute } from "@/lib/identity/seoul-date";

const hour = 60 * 60_000;
/** A window as wide as this can be read through; wider ones are for the figures. */
const widest = 7 * 24 * hour;

/** What the address asks for; the last hour if nothing, null where it is none that the page writes. */
export function readAsked(
  search: Record<string, string | string[] | undefined>,
  now: Date,
): { asked: Asked; after: LineCursor | null; typed: Typed } | null {
  const typed: Typed = {};
  for (const name of ["id", "from", "until", "code", "after"] as const) {
    const value = search[name];
    if (Array.isArray(value)) return null;
    if (value !== undefined && value !== "") typed[name] = value;
  }
  const after = typed.after === undefined ? null : readEventCursor(typed.after);
  if (typed.after !== undefined && after === null) return null;
  if (typed.id !== undefined) {
    const ids = readIdAddress(typed.id);
    return ids && { asked: { kind: "id", ids }, after, typed };
  }
  const until = typed.until === undefined ? null : readMinute(typed.until);
  const from = typed.from === undefined ? null : readMinute(typed.from);
  const isRead =
    (typed.until === undefined || until !== null) && (typed.from === undefined || from !== null);
  if (!isRead || (typed.code !== undefined && !isCode(typed.code))) return null;
  const end = until ?? new Date(now.getTime() + 60_000);
  const start = from ?? new Date(end.getTime() - hour);
  if (start >= end || end.getTime() - start.getTime() > widest) return null;
  const code = isCode(typed.code) ? typed.code : null;
  return {
    asked: { kind: "window", from: start, until: end, code },
    after,
    typed: { ...typed, from: writeMinute(start), until: writeMinute(end) },
  };
}

export type Typed = Partial<Record<"id" | "from" | "until" | "code" | "after", string>>;
