import { createTranslator } from "next-intl";
import type { Kept } from "@/lib/compliance/inventory";
import type { KeptRow } from "@/lib/compliance/kept-record";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";

const catalogues: Record<Locale, Messages> = { ko, en };
const parts = {
  consent: "consented",
  optional: "optional",
  contract: "unconsented",
  law: "unconsented",
  interest: "unconsented",
} as const;

/** What is kept, in words, and under which part of the policy it stands. */
export function keptWords(kept: readonly Kept[], locale: Locale): KeptRow[] {
  const words = { locale, messages: catalogues[locale] };
  const items = createTranslator({ ...words, namespace: "inventory.items" });
  const purposes = createTranslator({ ...words, namespace: "inventory.purposes" });
  const periods = createTranslator({ ...words, namespace: "inventory.periods" });
  const grounds = createTranslator({ ...words, namespace: "inventory.grounds" });
  return kept.map(({ item, purpose, period, values, ground }) => ({
    item: items(item),
    purpose: purposes(purpose),
    period: periods(period, values),
    ground: grounds(ground),
    part: parts[ground],
  }));
}
