import { expect, it, vi } from "vitest";
import { exportLifetime } from "@/lib/exports/requests";
import { tellNumbers } from "./evidence-numbers";
import { writeEvidence } from "./print-evidence";

// Other numbers than in the code; each must appear in the evidence.
vi.mock(import("@/lib/limits/limits"), async (original) => {
  const { limits } = await original();
  return {
    limits: {
      ...limits,
      administratorLogin: [
        limits.administratorLogin[0],
        { by: "account", points: 7, seconds: 1_260 },
      ],
      login: [limits.login[0], limits.login[1], { by: "account", points: 77, seconds: 7_200 }],
    } as never,
  };
});
vi.mock(import("@/lib/logins/administrators"), async (original) => ({
  ...(await original()),
  ...({ idleLimit: 11 * 60_000, absoluteLimit: 3 * 3_600_000 } as object),
}));
vi.mock(import("@/lib/logins/members"), async (original) => ({
  ...(await original()),
  ...({ loginLifetime: 9 * 86_400_000 } as object),
}));
vi.mock(import("@/lib/verification/attempts"), async (original) => ({
  ...(await original()),
  ...({ attemptLifetime: 41 * 60_000 } as object),
}));
vi.mock(import("@/lib/accounts/join-purpose"), async (original) => ({
  ...(await original()),
  ...({ guardianLifetime: 26 * 3_600_000 } as object),
}));
vi.mock(import("@/lib/crypto/password"), async (original) => ({
  ...(await original()),
  ...({ passwordCosts: { memoryCost: 65_536, timeCost: 3, parallelism: 4 } } as object),
}));

const hash = "ab".repeat(32);
const text = writeEvidence(
  {
    ...{ accounts: 1, receipts: [], keys: [], events: [], administrators: 2, guardians: 0 },
    departures: 0,
    consents: [
      ...(["ko", "en", null] as const).flatMap((language) =>
        [true, false].map((isCurrent) => ({
          ...{ document: "terms", version: "2026-11-01", textHash: hash, count: 3 },
          ...{ language, isCurrent },
        })),
      ),
    ],
    checks: [],
  },
  {
    ...{ from: new Date(0), reviewDays: 37, administrators: [], seals: [], isLogWhole: true },
    ...{ looks: [], exports: [], reviewedAt: null, reviewedTo: null },
  },
  {
    ...{ appUrl: "https://signup.example.com", policy: { kind: "none" }, now: new Date(0) },
    retention: { access: 733, rights: 1_099 },
  },
);

it.each([
  "m=65536 KiB, t=3, p=4",
  "관리자 2명, 비밀번호 argon2id",
  "7회 실패 시 21분 잠금",
  "77회 실패 시 2시간 잠금",
  "11분 무동작·3시간 경과 시 로그아웃",
  "9일 경과 시 로그아웃",
  "인증 뒤 41분 (보호자 동의를 기다리면 26시간)",
  "접속 733일, 권한 1099일",
  "주기 37일",
])("the evidence has the numbers of the code: %s", (words) => {
  expect(text).toContain(words);
});

it("holds no other number of a time or a count of tries", () => {
  // Those of the settings, which are handed in above, and of exports.
  const handedIn = ["733일", "1099일", "37일", `${exportLifetime / 3_600_000}시간`];
  const told = [...Object.values(tellNumbers()), ...handedIn].join();
  const numbers = text.match(/\d+(?=회|분|시간|일)/g) ?? [];
  for (const number of numbers) expect(told).toContain(number);
});

it("names the language of each text that was agreed to", () => {
  const lines = text.split("\n").filter((line) => line.includes(hash));
  expect(lines.map((line) => line.slice(line.lastIndexOf("(")))).toEqual([
    "(한국어)",
    "(한국어)",
    "(영어)",
    "(영어)",
    "(지금 보여 주는 글이 아님, 확인 필요)",
    "(지난 버전의 글)",
  ]);
});
