import { isKnownReason, type Reason } from "@/lib/audit/events";
import type { Fields } from "@/lib/requests/form-fields";

/** The reason and the note of a form; null while one of them is missing. */
export function readReason({ reason, note = "" }: Fields): { reason: Reason; note: string } | null {
  const said = note.normalize("NFC").trim();
  if (!isKnownReason(reason) || said === "" || said.length > 200) return null;
  return { reason, note: said };
}
