/**
 * Hangul as an English keyboard writes it (두벌식: 비밀번호 → qlalfqjsgh), small letters only. Anything
 * else stays as it is.
 */
export function keysOf(text: string): string {
  return spell(text, keys).toLowerCase();
}

/** Hangul as passports spell it (로마자 표기법: 길동 → gildong), letter by letter. */
export function romanOf(text: string): string {
  return spell(text, roman);
}

function spell(text: string, { initials, vowels, finals }: Spelling): string {
  return Array.from(text.normalize("NFC"), (letter) => {
    const place = (letter.codePointAt(0) ?? 0) - firstSyllable;
    if (place < 0 || place >= syllables) return letter;
    const initial = initials[Math.floor(place / (21 * 28))] ?? "";
    return initial + (vowels[Math.floor(place / 28) % 21] ?? "") + (finals[place % 28] ?? "");
  }).join("");
}

const firstSyllable = 0xac00;
const syllables = 19 * 21 * 28;

/** In Unicode's order. A `-` stands for a letter that is not written. */
function spelling(initials: string, vowels: string, finals: string): Spelling {
  const list = (text: string) => text.split(" ").map((each) => (each === "-" ? "" : each));
  return { initials: list(initials), vowels: list(vowels), finals: list(finals) };
}

const keys = spelling(
  "r R s e E f a q Q t T d w W c z x v g",
  "k o i O j p u P h hk ho hl y n nj np nl b m ml l",
  "- r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g",
);
const roman = spelling(
  "g kk n d tt r m b pp s ss - j jj ch k t p h",
  "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
  "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
);

type Spelling = { initials: string[]; vowels: string[]; finals: string[] };
