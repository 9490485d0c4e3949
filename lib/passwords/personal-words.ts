import { keysOf, romanOf } from "@/lib/passwords/hangul";

/** What a person's password may be made of, in the spellings that people use, each at least two long. */
export function personalWords({ email, name, birthDate, phone, brand }: Known): string[] {
  const all = [
    ...(name === undefined ? [] : wordsOfName(name)),
    ...(birthDate === undefined ? [] : wordsOfDate(birthDate)),
    ...(phone === undefined || phone === null ? [] : wordsOfPhone(phone)),
    ...(email === undefined ? [] : wordsOfEmail(email)),
    ...(brand === undefined ? [] : [brand.replace(/\s/g, ""), ...brand.split(/\s+/)]),
  ];
  const words = all.map((word) => word.normalize("NFC").toLowerCase());
  return [...new Set(words)].filter((word) => word.length >= 2);
}

/** 홍길동: 길동, ghdrlfehd, honggildong, gildonghong; English names by their words. */
function wordsOfName(name: string): string[] {
  const whole = name.replace(/\s/g, "");
  const parts = name.split(/\s+/);
  if (!/^[가-힣]{2,}$/.test(whole.normalize("NFC"))) return [whole, ...parts];
  const [surname = "", ...rest] = whole.normalize("NFC");
  const given = rest.join("");
  const surnames = [romanOf(surname), ...(spelledBy[surname] ?? [])];
  const romanGiven = romanOf(given);
  return [
    ...[whole, given, keysOf(whole), keysOf(given), romanGiven],
    ...surnames.flatMap((each) => [each, each + romanGiven, romanGiven + each]),
  ];
}

/** The most usual surnames, which hardly anybody spells by the rule. */
const spelledBy: Readonly<Record<string, readonly string[]>> = {
  김: ["kim"],
  이: ["lee", "yi"],
  박: ["park"],
  최: ["choi"],
  정: ["jung", "chung"],
  조: ["cho"],
  임: ["lim"],
  오: ["oh"],
  신: ["shin"],
  권: ["kwon"],
  안: ["ahn"],
  유: ["yoo"],
  문: ["moon"],
  노: ["noh"],
  우: ["woo"],
  구: ["koo"],
};

/** 1990-01-01: 19900101, 900101, 1990.1.1, 0101, 1990. */
function wordsOfDate(date: string): string[] {
  const [year = "", month = "", day = ""] = date.split("-");
  const short = [month, day].map((each) => each.replace(/^0/, ""));
  const years = [year, year.slice(2)];
  const spelled = ["-", ".", "/", ""].flatMap((sign) =>
    years.flatMap((each) => [[each, month, day].join(sign), [each, ...short].join(sign)]),
  );
  return [...spelled, `${month}${day}`, `${month}${day}${year}`, `${day}${month}${year}`, year];
}

/** 01012345678: with dashes, without 010, its last four. */
function wordsOfPhone(phone: string): string[] {
  const last = phone.slice(-4);
  const head = phone.slice(0, 3);
  const middle = phone.slice(3, -4);
  const spelled = ["-", ".", " ", ""].flatMap((sign) => [
    [head, middle, last].join(sign),
    [middle, last].join(sign),
  ]);
  return [...spelled, phone.replace(/^0/, "82"), phone.replace(/^0/, ""), last, middle];
}

function wordsOfEmail(email: string): string[] {
  const [name = "", host = ""] = email.split("@");
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  return [email, name, ...parts, name.replace(/\d+$/, ""), host, host.split(".")[0] ?? ""];
}

/** What is known of the person who sets a password; what is absent is not known. */
export type Known = {
  email?: string;
  name?: string;
  /** YYYY-MM-DD */
  birthDate?: string;
  /** Digits only. */
  phone?: string | null;
  /** The company's name. */
  brand?: string;
};
