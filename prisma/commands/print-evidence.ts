import { pathToFileURL } from "node:url";
import type { Retention } from "@/lib/audit/prune-events";
import { gatherAdministration, type Administration } from "@/lib/compliance/administration";
import { gatherEvidence, type Check, type Evidence } from "@/lib/compliance/evidence";
import { config } from "@/lib/config";
import { openDatabase } from "@/lib/db";
import { statutes, type AgePolicy } from "@/lib/identity/age-policy";
import { tellNumbers } from "./evidence-numbers";
import { tellAdministration } from "./tell-administration";
import { explain, loadSettings } from "./settings";

/** From this number of CIs on, an inspection may ask (시행령 §14). */
const inspectedFrom = 1_000;

/** The items as text, in Korean for the inspectors. */
export function writeEvidence(
  evidence: Evidence,
  administration: Administration,
  { appUrl, policy, retention, now }: Circumstances,
): string {
  const { accounts, receipts, keys, events, administrators, guardians, departures, consents } =
    evidence;
  const numbers = tellNumbers();
  const day = (at: Date | null) => at?.toISOString() ?? "-";
  const span = ({ first, last }: { first: Date | null; last: Date | null }) =>
    `${day(first)} ~ ${day(last)}`;
  const size = accounts >= inspectedFrom ? "점검 대상 규모" : `${inspectedFrom}건 미만`;
  const sections: [string, string[]][] = [
    [
      "1. 연계정보(CI) 보유 현황",
      [
        `계정 ${accounts}건 (${size})`,
        `가입 나이 기준: ${policy.kind}${"years" in policy ? `:${policy.years}` : ""} (${statutes[policy.kind] ?? "없음"})`,
      ],
    ],
    [
      "2. 제공기관과 제공받은 일시 (시행령 §13②)",
      receipts.map((each) => `${each.provider}: ${each.count}건, ${span(each)}`),
    ],
    [
      "3. 저장·전송 시 암호화 (정보통신망법 §23의6②)",
      [
        "저장: AES-256-GCM, 값마다 행 식별자에 묶음. 중복 확인: HMAC-SHA-256 색인 (평문·단순 해시 없음)",
        `전송: ${new URL(appUrl).protocol === "https:" ? "https만 허용, HSTS" : "https 아님 (개발 환경)"}`,
        ...keys.map(
          ({ sealedUnder, indexedUnder, count }) =>
            `암호화 키 ${sealedUnder}, 색인 키 ${indexedUnder}: ${count}건`,
        ),
        `${shown("sealed")}: ${tell(evidence, "sealed", "열리지 않는 값")}`,
        `${shown("indexed")}: ${tell(evidence, "indexed", "색인이 없거나 키가 없는 것")}`,
      ],
    ],
    [
      "4. 접근 통제와 접속기록 (안전성 확보조치 기준 §5·§8)",
      [
        `관리자 ${administrators}명, ${numbers.password}, ${numbers.administratorLock}, ${numbers.administratorLogin}`,
        `회원 로그인: ${numbers.memberLock}, ${numbers.memberLogin}`,
        `${shown("guarded")}: ${tell(evidence, "guarded", "꺼진 규칙")}`,
        ...events.map((each) => `기록 ${each.kind}: ${each.count}건, ${span(each)}`),
      ],
    ],
    [
      "5. 보유 기간과 파기 (개인정보 보호법 §21)",
      [
        `가입 전: ${numbers.beforeJoining}. 거절된 사람: 저장하지 않음`,
        `탈퇴: 바로 파기. 재가입 제한 목록 ${departures}건 (키로 만든 색인과 날짜만, 그날이 오면 삭제)`,
        `${shown("destroyed")}: ${tell(evidence, "destroyed", "남은 것")}`,
      ],
    ],
    [
      "6. 동의 (개인정보 보호법 §22·§22의2)",
      [
        ...consents.map(
          ({ document, version, textHash, language, count, isCurrent }) =>
            `${document} ${version}${isCurrent ? " (현재)" : ""}: ${count}건, SHA-256 ${textHash} (${language === null ? otherText(isCurrent) : languages[language]})`,
        ),
        `법정대리인 동의: ${guardians}건`,
      ],
    ],
    [
      "7. 접속기록의 보관·점검과 내려받기 (안전성 확보조치 기준 §5·§7·§8)",
      tellAdministration(administration, retention),
    ],
  ];
  const body = sections.map(([title, lines]) =>
    [title, ...(lines.length > 0 ? lines : ["없음"]).map((line) => `   ${line}`)].join("\n"),
  );
  return [`연계정보 안전조치 자료, ${now.toISOString()}, ${appUrl}`, ...body].join("\n\n");
}

const languages = { ko: "한국어", en: "영어" } as const;

function otherText(isCurrent: boolean): string {
  return isCurrent ? "지금 보여 주는 글이 아님, 확인 필요" : "지난 버전의 글";
}

function shown(name: Check["name"]): string {
  return {
    sealed: "키로 열어 본 표본",
    indexed: "계정마다의 색인",
    destroyed: "기간이 지난 개인정보와 목록",
    guarded: "데이터베이스의 규칙 (추가 전용 기록 등)",
  }[name];
}

function tell({ checks }: Evidence, name: Check["name"], what: string): string {
  const wrong = checks.find((check) => check.name === name)?.wrong ?? 0;
  return wrong === 0 ? "이상 없음" : `${what} ${wrong}건, 확인 필요`;
}

/** `npm run evidence`; the exit code is 1 if a check fails. */
async function main(): Promise<void> {
  const { databaseUrl } = loadSettings();
  const { sealKeys, indexKeys, auditKeys, appUrl, agePolicy: policy } = config();
  const { auditRetention: retention, auditReviewDays: reviewDays } = config();
  const db = openDatabase(databaseUrl);
  const now = new Date();
  try {
    const evidence = await gatherEvidence({ db, sealKeys, indexKeys, now });
    const administration = await gatherAdministration({ db, auditKeys, reviewDays, now });
    console.log(writeEvidence(evidence, administration, { appUrl, policy, retention, now }));
    const isWrong = evidence.checks.some(({ wrong }) => wrong > 0) || !administration.isLogWhole;
    if (isWrong) process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}

type Circumstances = { appUrl: string; policy: AgePolicy; retention: Retention; now: Date };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
