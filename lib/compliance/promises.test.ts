import { describe, expect, it } from "vitest";
import { guardianLifetime } from "@/lib/accounts/join-purpose";
import { inventPerson } from "@/lib/accounts/sign-up.fixture";
import { remindYears } from "@/lib/advertising/calendar";
import { isAdvertisingNight } from "@/lib/advertising/calendar";
import { documents, type DocumentId } from "@/lib/consents/documents";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { browserLifetime } from "@/lib/logins/known-browsers";
import { loginLifetime } from "@/lib/logins/members";
import { attemptLifetime } from "@/lib/verification/attempts";
import { inventoryOf } from "./inventory";

const hour = 3_600_000;
const days = (milliseconds: number) => milliseconds / (24 * hour);
const now = new Date("2099-01-01T00:00:00Z");
const wordsOf = (id: DocumentId, locale: "ko" | "en") =>
  documents.current(id, now).texts[locale].html.replace(/<[^>]+>/g, "");

/** Each number in a text, and the number of the code that it promises. */
const promises: Record<"privacy" | "advertising-receive", [number, string, string][]> = {
  privacy: [
    [attemptLifetime / 60_000, "#분", "# minutes"],
    [guardianLifetime / hour, "#시간", "# hours"],
    [days(loginLifetime), "#일까지", "# days at most"],
    [days(browserLifetime), "#일까지", "# days from its last use"],
    // 개인정보 보호법 §22의2: a child.
    [14, "만 #세 미만", "under #"],
  ],
  "advertising-receive": [
    [remindYears, "#년마다", "Every # years"],
    [9, "밤 #시부터", "From # pm"],
    [8, "아침 #시까지", "to # am"],
  ],
};

describe("what the texts promise is what the code does", () => {
  for (const id of ["privacy", "advertising-receive"] as const) {
    for (const [locale, at] of [
      ["ko", 1],
      ["en", 2],
    ] as const) {
      it(`in ${id}, ${locale}: each number of the text is one of the code, and the other way round`, () => {
        const words = wordsOf(id, locale);
        const promised = promises[id].map((each) => each[at].replace("#", `${each[0]}`));
        for (const each of promised) expect(words).toContain(each);
        const numbers = new Set(words.match(/\d+/g));
        expect([...numbers].sort()).toEqual(
          [...new Set(promises[id].map(([number]) => `${number}`))].sort(),
        );
      });
    }
  }

  it("the night is the one of the text", () => {
    const at = (time: string) => isAdvertisingNight(new Date(`2026-11-26T${time}:00+09:00`));
    expect([at("20:59"), at("21:00"), at("07:59"), at("08:00")]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("every trait of a person that is kept is named", () => {
    const { account, details } = {
      account: { ko: ko.account, en: en.account },
      details: ko.details,
    };
    const named = {
      name: [account.ko.name, "Name"],
      birthDate: [account.ko.birthDate, "date of birth"],
      gender: [account.ko.gender, "gender"],
      isForeigner: ["내·외국인", "nationality"],
      phone: ["휴대전화 번호", "mobile number"],
      carrier: [account.ko.carrier, "carrier"],
      ci: ["연계정보(CI)", "(CI)"],
    };
    // The DI is kept where DUPLICATE_KEY says so, and .env.example then asks for another text.
    const traits = Object.keys(inventPerson()).filter((trait) => trait !== "di");
    expect(traits.sort()).toEqual(Object.keys(named).sort());
    for (const [korean, english] of Object.values(named)) {
      expect(wordsOf("privacy", "ko")).toContain(korean);
      expect(wordsOf("privacy", "en").toLowerCase()).toContain(english?.toLowerCase());
    }
    expect(wordsOf("privacy", "ko")).toContain(details.email);
  });

  it("the CI is for joining, one account, recovery and verifying again, as the policy says too", () => {
    for (const text of [wordsOf("privacy", "ko"), ko.inventory.purposes.identifiers]) {
      for (const purpose of ["가입", "계정 하나", "계정 찾기", "본인인증 다시 하기"]) {
        expect(text).toContain(purpose);
      }
    }
    for (const text of [wordsOf("privacy", "en"), en.inventory.purposes.identifiers]) {
      expect(text).toMatch(/joining, one account a person, finding your account, verifying again/i);
    }
  });

  it("the policy's periods are the code's, whatever the settings", () => {
    const kept = inventoryOf({ duplicateKey: "ci-or-di", rejoinCooldownDays: 7 });
    const of = (item: string) => kept.find((each) => each.item === item)?.values;
    expect(of("logins")).toEqual({ days: 14 });
    expect(of("departures")).toEqual({ days: 7 });
    const atOnce = inventoryOf({ duplicateKey: "ci", rejoinCooldownDays: 0 });
    expect(atOnce.filter(({ item }) => item === "departures")).toEqual([]);
    expect(of("attempts")).toEqual({ minutes: 30, hours: 24 });
    expect(of("identifiersWithDi")).toEqual({});
    expect(of("mails")).toEqual({ days: 1, failed: 7, rows: 30 });
  });
});
