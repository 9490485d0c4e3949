import { expect, it } from "vitest";
import { catalogueOf } from "./catalogue";
import type { DocumentPurpose, DocumentVersion } from "./document";

const text = { title: "제목", html: "<p>글</p>", digest: "0" };
const inventVersion = (id: string, day: string, purpose: DocumentPurpose): DocumentVersion => ({
  ...{ id, purpose, version: day, effective: day, required: purpose !== "advertising" },
  texts: { ko: text, en: { ...text, digest: "1" } },
});
const ids = ["terms", "guardian", "advertising-use"] as const;
const purposes = {
  terms: "signup",
  guardian: "guardian",
  "advertising-use": "advertising",
} as const;
const before = new Date("2026-11-27T14:59:59Z");
const from = new Date("2026-11-27T15:00:00Z");

it.each(ids)("a new version of %s is what people agree to from its first day in Seoul on", (id) => {
  const catalogue = catalogueOf(ids, versionsOf(id));
  const shown = (now: Date) => catalogue.shownFor(purposes[id], now).map(({ version }) => version);
  expect(shown(before)).toEqual(["2026-11-01"]);
  expect(shown(from)).toEqual(["2026-11-28"]);
});

it.each([
  ["terms", ["terms"]],
  ["guardian", []],
  ["advertising-use", []],
] as const)("a new version of %s asks again for %j", (id, asked) => {
  const catalogue = catalogueOf(ids, versionsOf(id));
  const given = ids.map((document) => ({ document, version: "2026-11-01" }));
  const due = (now: Date) => catalogue.unanswered(given, now).map((each) => each.id);
  expect(due(before)).toEqual([]);
  expect(due(from)).toEqual(asked);
});

/** One version of each, and a newer one of `newer`. */
function versionsOf(newer: (typeof ids)[number]): DocumentVersion[] {
  return [
    ...ids.map((id) => inventVersion(id, "2026-11-01", purposes[id])),
    inventVersion(newer, "2026-11-28", purposes[newer]),
  ];
}
