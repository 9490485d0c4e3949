import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const key = () => `k1:${randomBytes(32).toString("base64")}`;
const nowhere = "postgres://someone:hidden@127.0.0.1:1/elsewhere";
const real = {
  APP_URL: "https://signup.example.com",
  DATABASE_URL: nowhere,
  SESSION_SECRETS: randomBytes(32).toString("hex"),
  CI_SEAL_KEYS: key(),
  CI_INDEX_KEYS: key(),
  AUDIT_KEYS: key(),
  SMTP_URL: "smtps://someone:hidden@mail.example.net:465",
  COMPANY_NAME: "주식회사 예시",
  SUPPORT_EMAIL: "help@signup.kr",
  PRIVACY_OFFICER: "개인정보 보호팀",
  PORTONE_IMP_CODE: "imp12345678",
  PORTONE_IMP_KEY: "1234567890123456",
  PORTONE_IMP_SECRET: "a-long-secret",
  PORTONE_CHANNEL_KEY: "channel-key-12345678",
};
const tools: [string, string[]][] = [
  ["engine/migrate.ts", []],
  ["commands/rotate-keys.ts", []],
  ["commands/print-evidence.ts", []],
  ["seeding/seed.ts", ["--accounts", "1"]],
  ["commands/create-administrator.ts", ["--email", "a@example.com"]],
  ["commands/audit-verify.ts", []],
];
const touches = "Database elsewhere at 127.0.0.1:1, with production settings";

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "tools-"));
  for (const name of ["lib", "prisma", "package.json", "tsconfig.json", ".env.development"]) {
    cpSync(resolve(name), join(place, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(place, "node_modules"));
});
afterEach(() => rmSync(place, { recursive: true }));

describe("a tool in production", () => {
  it.each([".env", ".env.production", ".env.local", ".env.production.local"])(
    "reads %s as the server does, and says which database it touches",
    async (file) => {
      write(file, real);
      // All tools share one loader, so one tool is enough for the other files.
      const asked = file === ".env" ? tools : tools.slice(0, 1);
      for (const { code, said } of await Promise.all(asked.map((tool) => run(tool)))) {
        expect(said).toContain(touches);
        expect(said).toContain("No PostgreSQL answers at DATABASE_URL.");
        expect(said).not.toMatch(/hidden|someone/);
        expect(code).toBe(1);
      }
    },
    120_000,
  );

  it("names what is missing, and does not use the sample database", async () => {
    for (const { code, said } of await Promise.all(tools.map((tool) => run(tool)))) {
      expect(said).toContain("DATABASE_URL: is missing");
      expect(said).not.toContain("5433");
      expect(code).toBe(1);
    }
  }, 120_000);

  it.each(["CI_SEAL_KEYS", "CI_INDEX_KEYS"] as const)(
    "does not use a sample key if %s is missing",
    async (name) => {
      write(".env", { ...real, [name]: "" });
      for (const { code, said } of await Promise.all(tools.slice(1, 4).map((tool) => run(tool)))) {
        expect(said).toContain(`${name}: is missing`);
        expect(code).toBe(1);
      }
    },
    120_000,
  );

  it("refuses a sample as the server does", async () => {
    write(".env", { ...real, CI_SEAL_KEYS: "dev:c2FtcGxlLXNlYWwta2V5LW9mLTMyLWJ5dGVzISEhISE=" });
    const { code, said } = await run(["commands/rotate-keys.ts", []]);
    expect(said).toContain("CI_SEAL_KEYS: is a sample value");
    expect(code).toBe(1);
  }, 60_000);

  it("warns of a value that is cut at a dollar sign, without the value, once it is not written \\$", async () => {
    const secret = `ab$cd$ef${randomBytes(20).toString("hex")}`;
    write(".env", { ...real, SESSION_SECRETS: secret, BRAND_NAME: "\\$5 Shop" });
    const { said } = await run(["engine/migrate.ts", []]);
    expect(said).toContain("SESSION_SECRETS in .env");
    expect(said).not.toContain("BRAND_NAME");
    expect(said).not.toMatch(/ab\$cd|\$ef/);
  }, 60_000);

  it("removes a carriage return at the end", async () => {
    const { said } = await run(["engine/migrate.ts", []], { DATABASE_URL: `${nowhere}\r` });
    expect(said).toContain(touches);
  }, 60_000);
});

describe("a tool beside npm run dev", () => {
  const sample = "postgres://postgres@127.0.0.1:5999/postgres";
  const addresses = {
    APP_URL: "http://localhost:3000",
    DATABASE_URL: sample,
    PORTONE_API_URL: "http://127.0.0.1:4010",
  };

  it("uses its settings and its database, and says so", async () => {
    note(process.pid);
    const { said } = await run(["seeding/seed.ts", ["--accounts", "1"]]);
    expect(said).toContain("Database postgres at 127.0.0.1:5999, with development settings");
    expect(said).toContain("No PostgreSQL answers");
  }, 60_000);

  it("uses none of it once that has ended", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""], { encoding: "utf8" });
    note(pid);
    expect((await run(["engine/migrate.ts", []])).said).toContain("DATABASE_URL: is missing");
  }, 60_000);

  it("uses none of it for another database", async () => {
    note(process.pid);
    write(".env.production.local", real);
    expect((await run(["engine/migrate.ts", []])).said).toContain(touches);
  }, 60_000);

  function note(pid: number): void {
    mkdirSync(join(place, ".data"));
    const path = join(place, ".data", `development-${pid}.json`);
    writeFileSync(path, JSON.stringify({ pid, addresses }));
  }
});

function write(file: string, settings: Record<string, string>): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(place, file), lines.join(""));
}

async function run([tool, options]: [string, string[]], env: Record<string, string> = {}) {
  const command = ["--import", import.meta.resolve("tsx"), `prisma/${tool}`, ...options];
  const child = spawn(process.execPath, command, { cwd: place, env: { ...process.env, ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  child.stdin.on("error", () => undefined).end("a long enough password\n");
  return new Promise<{ code: number | null; said: string }>((done) =>
    child.once("close", (code) => done({ code, said })),
  );
}
