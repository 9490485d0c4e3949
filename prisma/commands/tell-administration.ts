import type { Retention } from "@/lib/audit/prune-events";
import type { Administration } from "@/lib/compliance/administration";
import { exportLifetime } from "@/lib/exports/requests";

const factors = { passkey: "패스키", totp: "인증 앱", none: "2차 인증 없음" } as const;

/** Section 7, in Korean for the inspectors. */
export function tellAdministration(
  { from, reviewDays, administrators, seals, isLogWhole, looks, exports, ...rest }: Administration,
  retention: Retention,
): string[] {
  const { reviewedAt, reviewedTo } = rest;
  return [
    ...administrators.map(
      ({ role, factor, count }) => `관리자 권한 ${role}, ${factors[factor]}: ${count}명`,
    ),
    `보관: 접속 ${retention.access}일, 권한 ${retention.rights}일. 기간이 지나면 묶음째 파기하고 그 사실을 기록`,
    `위·변조 확인: ${isLogWhole ? "이상 없음" : "봉인과 다름, 확인 필요"}`,
    ...seals.map(
      ({ chain, total, sealedAt, head }) =>
        `봉인 ${chain}: ${total}건, ${sealedAt.toISOString()}, ${head}`,
    ),
    reviewedAt === null
      ? `점검 (주기 ${reviewDays}일): 없음`
      : `점검 (주기 ${reviewDays}일): ${reviewedAt.toISOString()}, ${reviewedTo?.toISOString() ?? "-"}까지`,
    `아래는 ${from.toISOString()}부터`,
    ...looks.map(({ kind, count }) => `열람 ${kind}: ${count}건`),
    ...exports.map(
      ({ kind, isMasked, state, count, rows }) =>
        `내려받기 ${kind} (${isMasked ? "가림" : "가리지 않음, 다른 관리자 승인"}) ${state}: ${count}건, ${rows}행`,
    ),
    `내려받기 파일: AES-256 ZIP, ${exportLifetime / 3_600_000}시간 뒤 파기`,
  ];
}
