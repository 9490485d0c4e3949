import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InvalidSettings, readConfig } from "./config";

const key = () => `k1:${randomBytes(32).toString("base64")}`;
const real = {
  NODE_ENV: "production",
  APP_URL: "https://signup.example.com/",
  DATABASE_URL: "postgres://user:secret@db.example.com/app",
  SESSION_SECRETS: `${"a".repeat(32)},${"b".repeat(32)}`,
  CI_SEAL_KEYS: key(),
  CI_INDEX_KEYS: key(),
  AUDIT_KEYS: key(),
  SMTP_URL: "smtps://user:secret@mail.example.net:465",
  COMPANY_NAME: "주식회사 예시",
  SUPPORT_EMAIL: "help@signup.kr",
  PRIVACY_OFFICER: "개인정보 보호팀",
  PORTONE_IMP_CODE: "imp12345678",
  PORTONE_IMP_KEY: "1234567890123456",
  PORTONE_IMP_SECRET: "a-long-secret",
  PORTONE_CHANNEL_KEY: "channel-key-12345678",
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
}

describe("secrets that are kept elsewhere", () => {
  const { CI_SEAL_KEYS, ...rest } = real;

  it("are read from a file, or from what a command prints", () => {
    const file = join(mkdtempSync(join(tmpdir(), "secret-")), "seal");
    writeFileSync(file, `${CI_SEAL_KEYS}\n`);
    for (const source of [
      { CI_SEAL_KEYS_FILE: file },
      { CI_SEAL_KEYS_COMMAND: `cat ${file}` },
      { CI_SEAL_KEYS_COMMAND: `printf '%s' '${CI_SEAL_KEYS}'` },
    ]) {
      const { sealKeys } = readConfig({ ...rest, ...source });
      expect(sealKeys.current.secret.equals(readConfig(real).sealKeys.current.secret)).toBe(true);
    }
  });

  it.each([
    [{ CI_SEAL_KEYS_FILE: "/nowhere/seal" }, "CI_SEAL_KEYS_FILE: cannot be read"],
    [{ CI_SEAL_KEYS_COMMAND: "echo s3cret; exit 3" }, "CI_SEAL_KEYS_COMMAND: failed"],
    [{ CI_SEAL_KEYS_COMMAND: "true" }, "CI_SEAL_KEYS: is missing"],
    [
      { CI_SEAL_KEYS_FILE: "/a", CI_SEAL_KEYS_COMMAND: "b" },
      "CI_SEAL_KEYS_FILE and CI_SEAL_KEYS_COMMAND: name only one",
    ],
  ])("are named, and never shown, when %o gives none", (source, problem) => {
    expect(problemsOf({ ...rest, ...source })).toEqual([problem]);
  });

  it("must meet the same rules as in the environment", () => {
    const options = { ...rest, CI_SEAL_KEYS_COMMAND: "echo dev:c2FtcGxlLXNlYWwta2V5" };
    expect(problemsOf(options).join()).toContain("CI_SEAL_KEYS: ");
  });
});

describe("in production", () => {
  it("starts with every real setting, the rest by default", () => {
    const config = readConfig(real);
    expect(config).toMatchObject({
      appUrl: "https://signup.example.com",
      secureCookies: true,
      agePolicy: { kind: "youth-protection" },
      duplicateKey: "ci",
      rejoinCooldownDays: 30,
      portone: {
        version: "v1",
        apiUrl: "https://api.iamport.kr",
        sdkUrl: "https://cdn.iamport.kr/v1/iamport.js",
        demandLive: true,
      },
    });
    expect(config.sessionSecrets).toHaveLength(2);
  });

  it("names every setting that is missing", () => {
    const problems = problemsOf({ NODE_ENV: "production" }).join("\n");
    for (const name of Object.keys(real).filter((each) => each !== "NODE_ENV")) {
      expect(problems).toContain(`${name}: is missing`);
    }
  });

  it("asks V2 for its own settings", () => {
    const problems = problemsOf({ ...real, PORTONE_VERSION: "v2" });
    expect(problems).toEqual(["PORTONE_STORE_ID: is missing", "PORTONE_API_SECRET: is missing"]);
    expect(problemsOf({ ...real, PORTONE_VERSION: "v3" })).toHaveLength(1);
  });

  it.each([
    ["APP_URL", "http://signup.example.com"],
    ["APP_URL", "https://localhost:3000"],
    ["PORTONE_API_URL", "http://127.0.0.1:4010"],
    ["PORTONE_SDK_URL", "http://localhost:4010/v1/iamport.js"],
    ["SESSION_SECRETS", "sample-session-secret-of-32-characters-or-more"],
    ["SESSION_SECRETS", "short"],
    ["CI_SEAL_KEYS", "dev:c2FtcGxlLXNlYWwta2V5LW9mLTMyLWJ5dGVzISEhISE="],
    ["CI_INDEX_KEYS", "k1:c2hvcnQ="],
    ["PORTONE_IMP_SECRET", "sandbox-secret"],
    ["PORTONE_IMP_CODE", "imp00000000"],
    ["AGE_POLICY", "adult"],
    ["DATABASE_URL", "mysql://db.example.com/app"],
    ["REJOIN_COOLDOWN_DAYS", "soon"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["GUARDIAN_CONSENT", "maybe"],
    ["BRAND_COLOR", "red;}body{display:none"],
    ["BRAND_LOGO", "https://elsewhere.example/logo.svg"],
    ["SUPPORT_EMAIL", "support"],
    ["SUPPORT_EMAIL", "support@example.com"],
    ["SUPPORT_EMAIL", "support@mail.invented.test"],
  ])("refuses %s=%s, and never shows the value", (name, value) => {
    const problems = problemsOf({ ...real, [name]: value });
    expect(problems.join("\n")).toContain(`${name}: `);
    expect(problems.join("\n")).not.toContain(value);
  });

  it("takes an empty setting for a missing one", () => {
    expect(problemsOf({ ...real, CI_SEAL_KEYS: "" })).toEqual(["CI_SEAL_KEYS: is missing"]);
  });

  it("runs against the sandbox with ALLOW_SANDBOX=1", () => {
    const local = {
      ...real,
      ALLOW_SANDBOX: "1",
      APP_URL: "http://localhost:3000",
      PORTONE_API_URL: "http://127.0.0.1:4010",
      PORTONE_IMP_SECRET: "sandbox-secret",
    };
    expect(readConfig(local).portone).toMatchObject({
      sdkUrl: "http://127.0.0.1:4010/v1/iamport.js",
      demandLive: true,
    });
  });
});
