import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Clock } from "./clock";

/**
 * Everybody that can be verified here; all are invented. Birthdays follow the sandbox's clock, so
 * that each stands exactly at the edge that the note names.
 */
export class People {
  private readonly added = new Map<string, PersonWish>();

  constructor(private readonly clock: Clock) {}

  all(): Person[] {
    const known = cast(this.clock).filter(({ key }) => !this.added.has(key));
    return [...known, ...this.added.values()].map(complete);
  }

  find(key: string): Person | null {
    const wish = this.added.get(key) ?? cast(this.clock).find((person) => person.key === key);
    return wish === undefined ? null : complete(wish);
  }

  add(wish: PersonWish): Person {
    this.added.set(wish.key, wish);
    return complete(wish);
  }
}

function cast(clock: Clock): PersonWish[] {
  const year = Number(clock.seoulDay().slice(0, 4));
  const born = (years: number, days = 0) => clock.seoulDay({ years: -years, days });
  return [
    invented("adult", "홍길동", "1990-01-01", "male", "01000000001", "성인 · an adult"),
    {
      ...invented(
        "adult-new-phone",
        "홍길동",
        "1990-01-01",
        "male",
        "01000009999",
        "홍길동, 번호를 바꾼 뒤 · the same adult with a new phone number",
      ),
      carrier: "KT",
    },
    invented(
      "one-day-too-young",
      "한끗차",
      `${year - 18}-01-01`,
      "female",
      "01000000002",
      "연 나이 19에 하루 모자람 · one day too young (calendar-year age)",
    ),
    invented("of-age-today", "오늘성", born(19), "male", "01000000003", "오늘 만 19세 · 19 today"),
    invented(
      "no-ci",
      "나무명",
      "1991-03-03",
      "female",
      "01000000004",
      "CI 없음 (KG이니시스 카카오) · no CI",
      { ci: null, di: null, provider: "inicis_unified" },
    ),
    invented(
      "foreigner",
      "SAMPLE JANE",
      "1988-08-08",
      "female",
      "01000000005",
      "외국인 · a foreigner",
      { foreigner: true },
    ),
    invented(
      "second-adult",
      "성춘향",
      "1985-05-05",
      "female",
      "01000000006",
      "다른 성인 · another adult",
    ),
    invented(
      "nineteen-tomorrow",
      "내일성",
      born(19, 1),
      "male",
      "01000000007",
      "내일 만 19세 · 19 tomorrow",
    ),
    invented(
      "last-accepted-year",
      "섣달금",
      `${year - 19}-12-31`,
      "female",
      "01000000008",
      "연 나이 19의 막내 · the youngest of the accepted year",
    ),
    invented("minor", "이몽룡", born(15), "male", "01000000009", "만 15세 · 15 years old"),
    invented(
      "fourteen-today",
      "열네살",
      born(14),
      "female",
      "01000000010",
      "오늘 만 14세 · 14 today",
    ),
    invented(
      "fourteen-tomorrow",
      "내일열",
      born(14, 1),
      "male",
      "01000000011",
      "내일 만 14세 · 14 tomorrow",
    ),
    invented("child", "꼬마길", born(10), "female", "01000000012", "만 10세 · a child of 10"),
    invented(
      "leap-day",
      "윤이월",
      "2000-02-29",
      "female",
      "01000000013",
      "2월 29일생 · born on 29 February",
    ),
    invented(
      "no-di",
      "디없음",
      "1992-02-02",
      "male",
      "01000000014",
      "DI 없음 (KG이니시스) · no DI",
      { di: null, provider: "inicis_unified" },
    ),
    invented(
      "without-phone",
      "전화없",
      "1993-03-03",
      "female",
      "01000000015",
      "전화번호 없음 (통신사 승인 없는 다날) · no phone in the record",
      { provider: "danal_without_phone" },
    ),
  ];
}

type Extras = Partial<Pick<PersonWish, "ci" | "di" | "foreigner" | "provider">>;

function invented(
  key: string,
  name: string,
  birthday: string,
  gender: "male" | "female",
  phone: string,
  note: string,
  extras: Extras = {},
): PersonWish {
  return { key, name, birthday, gender, phone, note, carrier: "SKT", foreigner: false, ...extras };
}

/**
 * CI and DI derive from who the person is, never from the phone: same person, same CI, always,
 * also after a restart. 64 bytes as 88 characters of base64; DI as 64 characters.
 */
function complete(wish: PersonWish): Person {
  const identity = `${wish.name}|${wish.birthday}|${wish.gender}`;
  const derive = (use: string) =>
    createHmac("sha512", "invented people").update(`${use}|${identity}`).digest();
  return {
    ...wish,
    ci: wish.ci === undefined ? derive("ci").toString("base64") : wish.ci,
    di: wish.di === undefined ? derive("di").toString("base64").slice(0, 64) : wish.di,
  };
}

export const providerNames = [
  "danal",
  "danal_without_phone",
  "inicis_unified",
  "kakao",
  "kcp_v2",
] as const;
export type ProviderName = (typeof providerNames)[number];

const carriers = ["SKT", "KT", "LGT", "SKT_MVNO", "KT_MVNO", "LGT_MVNO"] as const;

export const personWishSchema = z.strictObject({
  key: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().min(1).max(50),
  birthday: z.iso.date(),
  gender: z.enum(["male", "female"]).nullable().default("male"),
  phone: z
    .string()
    .regex(/^\d{3,15}$/)
    .nullable()
    .default("01000000000"),
  carrier: z.enum(carriers).nullable().default("SKT"),
  foreigner: z.boolean().default(false),
  ci: z.string().nullable().optional(),
  di: z.string().nullable().optional(),
  provider: z.enum(providerNames).optional(),
  note: z.string().max(200).default(""),
});
export type PersonWish = z.infer<typeof personWishSchema>;
export type Person = PersonWish & { ci: string | null; di: string | null };
