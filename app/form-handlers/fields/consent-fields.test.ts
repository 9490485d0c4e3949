import { describe, expect, it } from "vitest";
import { documents, shownField, shownMark, signUpDocuments } from "@/lib/consents/documents";
import { readConsents } from "./consent-fields";

const now = new Date("2026-12-01T00:00:00Z");
const shown = signUpDocuments(now);
const marks = (locale: "ko" | "en") =>
  Object.fromEntries(shown.map((each) => [shownField(each.id), shownMark(each, locale)]));
const read = (fields: Record<string, string>, locale: "ko" | "en" = "ko") =>
  readConsents({ ...marks("ko"), ...fields }, { shown, locale, now });
const ticked = { terms: "on", privacy: "on", "advertising-sms": "on" };

describe("a form of consents", () => {
  it("shows what is required first, and off is off", () => {
    expect(shown.map(({ id, required }) => [id, required])).toEqual([
      ["terms", true],
      ["privacy", true],
      ["advertising-use", false],
      ["advertising-receive", false],
    ]);
    expect(read({ terms: "on", privacy: "on" })).toMatchObject({ kind: "given", advertising: [] });
  });

  it("records each that is ticked by itself, with the text that was shown", () => {
    const reading = read(ticked);
    expect(reading).toMatchObject({
      consents: [{ document: "terms" }, { document: "privacy", version: "2026-11-26" }],
      advertising: [{ subject: "sms", document: "advertising-receive" }],
    });
    const all = read({ all: "on" });
    expect(all.kind === "given" && all.advertising.map(({ subject }) => subject)).toEqual([
      ...["use", "email", "sms", "messenger", "sms_night", "messenger_night"],
    ]);
  });

  const old = documents.find("privacy", "2026-11-23");
  it.each([
    ["in another language", {}, "en" as const],
    [
      "of a version before",
      { "shown-privacy": old === null ? "" : shownMark(old, "ko") },
      "ko" as const,
    ],
    ["of a text that is none", { "shown-terms": "2099-01-01 ko 00" }, "ko" as const],
    ["without a text", { "shown-terms": "" }, "ko" as const],
  ])("%s is shown again with what was ticked", (_which, changed, locale) => {
    const reading = read({ ...ticked, ...changed }, locale);
    expect(reading).toEqual({
      kind: "refused",
      outcome: { code: "consent_outdated", values: ticked },
    });
  });

  it("that lacks what is required says which, and keeps the rest", () => {
    expect(read({ terms: "on", "advertising-use": "on" })).toEqual({
      kind: "refused",
      outcome: {
        code: "consent_required",
        fields: { privacy: "consent_required" },
        values: { terms: "on", "advertising-use": "on" },
      },
    });
  });
});
