import type { Clock } from "./clock";
import type { PersonOptions } from "./person";

/**
 * Birthdays follow the sandbox's date in Seoul, so that each person is always exactly at the age
 * limit that the note names.
 */
export function inventCast(clock: Clock): PersonOptions[] {
  const today = clock.seoulDay();
  const tomorrow = clock.seoulDay({ days: 1 });
  const year = Number(today.slice(0, 4));
  let phones = 0;
  const nextPhone = () => `0100000${String((phones += 1)).padStart(4, "0")}`;
  const woman = (key: string, name: string, birthday: string, note: string): PersonOptions => ({
    key,
    name,
    birthday,
    gender: "female",
    phone: nextPhone(),
    carrier: "SKT",
    foreigner: false,
    note,
  });
  const man = (...traits: Parameters<typeof woman>): PersonOptions => ({
    ...woman(...traits),
    gender: "male",
  });
  const bornToday = (years: number) => yearsBefore(today, years, "02-28");
  const bornTomorrow = (years: number) => yearsBefore(tomorrow, years, "03-01");
  return [
    man("adult", "홍길동", "1990-01-01", "성인 · an adult"),
    {
      ...man(
        "adult-new-phone",
        "홍길동",
        "1990-01-01",
        "번호를 바꾼 홍길동, 같은 CI · the same person with another phone, same CI",
      ),
      phone: "01000009999",
      carrier: "KT",
    },
    woman("second-adult", "성춘향", "1985-05-05", "다른 성인 · another adult"),
    woman(
      "one-day-too-young",
      "한끗차",
      `${year - 18}-01-01`,
      "연 나이 19에 하루 모자람 · one day short of the allowed birth year",
    ),
    woman(
      "last-accepted-year",
      "섣달금",
      `${year - 19}-12-31`,
      "연 나이 19의 막내 · the last day of the allowed birth year",
    ),
    man("of-age-today", "오늘성", bornToday(19), "오늘 만 19세 · 19 today"),
    man("nineteen-tomorrow", "내일성", bornTomorrow(19), "내일 만 19세 · 19 tomorrow"),
    man("minor", "이몽룡", bornToday(15), "만 15세 · 15 years old"),
    woman("fourteen-today", "열네살", bornToday(14), "오늘 만 14세 · 14 today"),
    man("fourteen-tomorrow", "내일열", bornTomorrow(14), "내일 만 14세 · 14 tomorrow"),
    woman("child", "꼬마길", bornToday(10), "만 10세 · 10 years old"),
    woman("leap-day", "윤이월", "2000-02-29", "2월 29일생 · born on 29 February"),
    {
      ...woman("no-ci", "나무명", "1991-03-03", "CI 없음 (KG이니시스 카카오) · no CI, no DI"),
      ci: null,
      di: null,
      provider: "kakao",
    },
    {
      ...man("no-di", "디없음", "1992-02-02", "DI 없음 (KG이니시스) · no DI"),
      di: null,
      provider: "inicis_unified",
    },
    {
      ...woman("without-phone", "전화없", "1993-03-03", "통신사 승인 없는 다날 · no phone told"),
      provider: "danal_without_phone",
    },
    {
      ...woman("foreigner", "SAMPLE JANE", "1988-08-08", "외국인 · a foreigner"),
      foreigner: true,
    },
  ];
}

/** The same day some years earlier; `instead` replaces 29 February in common years. */
function yearsBefore(day: string, years: number, instead: "02-28" | "03-01"): string {
  const year = Number(day.slice(0, 4)) - years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const rest = day.slice(5) === "02-29" && !isLeap ? instead : day.slice(5);
  return `${String(year).padStart(4, "0")}-${rest}`;
}
