/** Common domains, against which a typo is judged. */
const domains = [
  "naver.com",
  "gmail.com",
  "daum.net",
  "hanmail.net",
  "kakao.com",
  "nate.com",
  "icloud.com",
  "outlook.com",
  "hotmail.com",
  "yahoo.com",
];

/** `a@gmial.com` → `a@gmail.com`. Null if the domain is known or resembles no known one. */
export function suggestEmail(typed: string): string | null {
  const [, name, domain] = /^\s*([^\s@]+)@([^\s@]+?)\.?\s*$/.exec(typed.toLowerCase()) ?? [];
  if (name === undefined || domain === undefined || domains.includes(domain)) return null;
  const meant = domains.find((known) => isSameHost(domain, known)) ?? nearest(domain);
  return meant === null ? null : `${typed.trim().split("@")[0]}@${meant}`;
}

/** `naver`, `naver.co`, `hanmail.com`: a missing or wrong ending. */
function isSameHost(domain: string, known: string): boolean {
  const host = known.slice(0, known.indexOf("."));
  return ["", ".co", ".com", ".net"].some((ending) => domain === host + ending);
}

/** At distance 1, or 2 for all but the shortest names. */
function nearest(domain: string): string | null {
  if (domain.length > 20) return null;
  const slips = (known: string) =>
    domain[0] === known[0] && distance(domain, known) <= (known.length > 8 ? 2 : 1);
  return domains.find(slips) ?? null;
}

/** Letters lost, added, replaced or swapped with their neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        at(row, j) + 1,
        at(next, j - 1) + 1,
        at(row, j - 1) + (same ? 0 : 1),
        i > 1 && j > 1 && swapped ? at(before, j - 2) + 1 : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return at(row, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
