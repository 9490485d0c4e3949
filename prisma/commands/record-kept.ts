import { writeFileSync } from "node:fs";
import { keptWords } from "@/app/privacy/kept-words";
import { inventoryOf } from "@/lib/compliance/inventory";
import { keptSettings } from "@/lib/settings/schema";
import { keptRecordFile, readKeptRecord } from "../engine/generate";

/**
 * Writes down what the policy's new versions say of what is kept, which the code may change later.
 * @param versions all of them; what was written before stays.
 */
export function recordKept(versions: readonly string[]): void {
  const settings = keptSettings.parse(process.env);
  const kept = inventoryOf({
    duplicateKey: settings.DUPLICATE_KEY,
    rejoinCooldownDays: settings.REJOIN_COOLDOWN_DAYS,
  });
  const record = readKeptRecord();
  for (const version of versions) {
    record[version] ??= { ko: keptWords(kept, "ko"), en: keptWords(kept, "en") };
  }
  writeFileSync(keptRecordFile, `${JSON.stringify(record, null, 2)}\n`);
}
