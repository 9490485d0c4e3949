import { guardianLifetime } from "@/lib/accounts/join-purpose";
import { attemptLifetime } from "@/lib/verification/attempts";
import { loginLifetime } from "@/lib/logins/members";
import { absoluteLimit, idleLimit } from "@/lib/logins/administrators";
import { passwordCosts } from "@/lib/crypto/password";
import { limits } from "@/lib/limits/limits";

/** Durations and limits that an inspection asks for, as text, taken from the code. */
export function tellNumbers() {
  const { memoryCost, timeCost, parallelism } = passwordCosts;
  return {
    password: `비밀번호 argon2id (m=${memoryCost} KiB, t=${timeCost}, p=${parallelism})`,
    administratorLock: tellLock(limits.administratorLogin),
    memberLock: tellLock(limits.login),
    administratorLogin: `${tellTime(idleLimit)} 무동작·${tellTime(absoluteLimit)} 경과 시 로그아웃`,
    memberLogin: `${tellTime(loginLifetime)} 경과 시 로그아웃`,
    beforeJoining: `인증 뒤 ${tellTime(attemptLifetime)} (보호자 동의를 기다리면 ${tellTime(guardianLifetime)})`,
  };
}

function tellLock(context: readonly { by: string; points: number; seconds: number }[]): string {
  const [account] = context.filter(({ by }) => by === "account");
  if (account === undefined) throw new Error("Nothing locks an account");
  const [here] = context.filter(({ by }) => by === "address and account");
  const place = here === undefined ? "" : `한 주소에서 ${here.points}회, 모두 `;
  return `${place}${account.points}회 실패 시 ${tellTime(account.seconds * 1_000)} 잠금`;
}

/** Days from 48 hours on, so that one day is 24시간; otherwise hours or minutes. */
function tellTime(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes % 1_440 === 0 && minutes > 1_440) return `${minutes / 1_440}일`;
  return minutes % 60 === 0 ? `${minutes / 60}시간` : `${minutes}분`;
}
