import { dictionary } from "@zxcvbn-ts/language-common";

/**
 * Ignores case, signs around the password and up to four digits at one end: `Superman2026!`.
 * @param password at least eight characters long; shorter ones are refused anyway.
 */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize("NFKC").toLowerCase();
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const stems = [text, bare, bare.replace(/\d{1,4}$/, ""), bare.replace(/^\d{1,4}/, "")];
  return isOneLetter(text) || stems.some((stem) => list().has(stem));
}

function isOneLetter(text: string): boolean {
  return /^(.)\1*$/su.test(text);
}

/** Built on first use: 3 MB that most commands do not need. */
function list(): ReadonlySet<string> {
  return (kept ??= new Set([...dictionary["passwords-common"], ...koreanHabits]));
}
let kept: ReadonlySet<string> | undefined;

/** Korean words typed on Latin keys, and patterns that the list lacks. */
const koreanHabits = (
  "qkrwldbs dlrjtdms tkfkdgo tkfkdgo1 rkskekfk qlalfqjsgh dkssud dkssud12 dkssudgktpdy wjdqh " +
  "gksrnr gksrnrdj eogksalsrnr rlacjftn dldudgml ghdrlfehd qwer1234 asdf1234 asdfqwer qwerasdf " +
  "1q2w3e4r 1q2w3e4r5t abc12345 a1234567 a12345678 aa123456 abcdefgh qwerty12 12341234 12121212"
).split(" ");
