import { passkeyCookie, type FactorPurpose, type PasskeyPurpose } from "@/lib/browser/cookie";
import { spendHere } from "@/lib/browser/limit";
import { challengeOf, type AssertionAnswer, type RegistrationAnswer } from "@/lib/passkeys/answers";
import { challengeLifetime } from "@/lib/passkeys/site";

/** Keeps a challenge in this browser, for its purpose and for whoever asked. */
export async function keepChallenge(
  challenge: string,
  { purpose, asker }: Asked,
  now: Date,
): Promise<void> {
  const cookie = passkeyCookie(purpose);
  const others = (await cookie.read()) ?? [];
  await cookie.write([{ challenge, asker, at: now.getTime() }, ...others].slice(0, tabs));
}

/**
 * The challenge that an answer answers, if this browser was given it for this purpose; once. A cookie's
 * seal holds its name, so that one for another purpose does not open.
 */
export async function takeChallenge(
  { purpose, asker }: Asked,
  answer: AssertionAnswer | RegistrationAnswer,
  now: Date,
): Promise<string | null> {
  const cookie = passkeyCookie(purpose);
  const kept = (await cookie.read()) ?? [];
  const challenge = challengeOf(answer);
  const asked = kept.find((each) => each.challenge === challenge);
  if (asked === undefined) return null;
  const others = kept.filter((each) => each !== asked);
  await (others.length === 0 ? cookie.clear() : cookie.write(others));
  const isOver = now.getTime() - asked.at > challengeLifetime;
  if (isOver || asked.asker !== asker) return null;
  const isUsed = (await spendHere("passkeyAnswer", { attempt: asked.challenge })) !== null;
  return isUsed ? null : asked.challenge;
}

/** A browser may show the login in so many tabs at once. */
const tabs = 3;

/** `asker`: the login or the attempt; null while nobody is known. */
type Asked = { purpose: PasskeyPurpose | FactorPurpose; asker: string | null };
