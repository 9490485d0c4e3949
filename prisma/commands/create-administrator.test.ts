import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { freePort } from "@/e2e/support/free-port";
import { verifyPassword } from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";

const password = "correct horse battery";

describe.each(inject("databases").slice(-1))("admin:create on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const email = `boss-${randomBytes(4).toString("hex")}@example.com`;

  it("creates one from the piped password, once", async () => {
    const options = ["--email", email.toUpperCase(), "--role", "viewer"];
    expect(await create(options, `${password}\n`)).toEqual({
      code: 0,
      said: `${email} is an administrator now: viewer.\n`,
    });
    expect(await create(["--email", email], `${password}\n`)).toEqual({
      code: 1,
      said: `${email} is an administrator already. --reset sets a new password.\n`,
    });
    const { passwordHash } = await db.administrator.findUniqueOrThrow({ where: { email } });
    expect(await verifyPassword(passwordHash, password)).toBe(true);
  });

  it("keeps the address that a login looks up, however it is typed", async () => {
    const typed = `\u200b${email.toUpperCase().replace("@", "＠")}.`;
    expect(await create(["--email", typed], `${password}\n`)).toEqual({
      code: 1,
      said: `${email} is an administrator already. --reset sets a new password.\n`,
    });
  });

  it.each([
    [
      "a letter that no address has",
      ["--email", "홍@example.com"],
      "",
      /^홍 cannot be in an e-mail/,
    ],
    ["no e-mail", [], `${password}\n`, /^Usage/],
    ["no such e-mail", ["--email", "boss"], `${password}\n`, /^Usage/],
    ["a password as an argument", ["--email", email, "--password", password], "", /Unknown option/],
    ["no such role", ["--email", email, "--role", "boss"], "", /^--role needs one of viewer/],
    ["a role to reset", ["--email", email, "--reset", "--role", "owner"], "", /^--reset leaves/],
    ["no password", ["--email", email], "", /^No password/],
    ["a short password", ["--email", email], "short\n", /too short/],
  ])("refuses %s", async (_what, options, input, message) => {
    const { code, said } = await create(options, input);
    expect(code).toBe(1);
    expect(said).toMatch(message);
    expect(said).not.toContain("    at ");
  });

  it("says so when no database answers", async () => {
    const nowhere = `postgres://nobody:hidden@127.0.0.1:${await freePort()}/none`;
    expect(await create(["--email", email], `${password}\n`, nowhere)).toEqual({
      code: 1,
      said: "No PostgreSQL answers at DATABASE_URL.\n",
    });
  });

  function create(
    options: string[],
    input: string,
    at = url,
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "prisma/commands/create-administrator.ts", ...options],
      { env: { ...process.env, DATABASE_URL: at } },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    child.stdin.on("error", () => undefined).end(input);
    const rest = () => said.replace(/^Database \S+ at 127\.0\.0\.1:\d+, with production .*\n/, "");
    return new Promise((resolve) => child.once("close", (code) => resolve({ code, said: rest() })));
  }
});
