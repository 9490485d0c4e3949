import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "@/e2e/support/free-port";

/** The project as a clone has it before anything was generated. */
const clone = mkdtempSync(join(tmpdir(), "fresh-clone-"));
const generated = join(clone, "lib/generated");
const nobody = "postgres://postgres@127.0.0.1:1/nobody";

beforeAll(() => {
  for (const name of ["legal", "lib", "prisma", "sandbox", "package.json", "tsconfig.json"]) {
    const filter = (path: string) => !path.startsWith(resolve("lib/generated"));
    cpSync(resolve(name), join(clone, name), { recursive: true, filter });
  }
  cpSync(resolve(".env.development"), join(clone, ".env.development"));
  symlinkSync(resolve("node_modules"), join(clone, "node_modules"));
});
afterAll(() => rmSync(clone, { recursive: true }));

describe("in a fresh clone", () => {
  it.each([
    ["db:migrate", [], "No PostgreSQL answers at DATABASE_URL."],
    ["db:seed", ["--accounts", "1"], "No PostgreSQL answers at DATABASE_URL."],
    ["keys:rotate", [], "No PostgreSQL answers at DATABASE_URL."],
    ["evidence", [], "No PostgreSQL answers at DATABASE_URL."],
    ["admin:create", ["--email", "a@example.com"], "No PostgreSQL answers at DATABASE_URL."],
  ])("%s runs", (script, options, sentence) => {
    expect(existsSync(generated)).toBe(false);
    expect(run(script, options, { DATABASE_URL: nobody })).toContain(sentence);
    rmSync(generated, { recursive: true });
  });

  it("dev runs", async () => {
    expect(existsSync(generated)).toBe(false);
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((ready) => taken.listen(port, "127.0.0.1", ready));
    expect(run("dev", [], { PORT: `${port}` })).toContain(`Port ${port} is in use.`);
    taken.close();
  });

  it("a changed schema makes the client anew", () => {
    appendFileSync(join(clone, "prisma/schema.prisma"), "// changed\n");
    run("db:migrate", [], { DATABASE_URL: nobody });
    expect(read("lib/generated/prisma/internal/class.ts")).toContain("// changed");
  });

  it("an unchanged one does not, so that a command writes nothing", () => {
    const written = statSync(join(clone, "lib/generated/prisma/internal/class.ts")).mtimeMs;
    run("db:migrate", [], { DATABASE_URL: nobody });
    expect(statSync(join(clone, "lib/generated/prisma/internal/class.ts")).mtimeMs).toBe(written);
  });
});

const packageJson = z.object({ scripts: z.record(z.string(), z.string()) });
const read = (path: string) => readFileSync(join(clone, path), "utf8");

/** What `npm run` would start, without npm; answers what it said. */
function run(script: string, options: string[], env: Record<string, string>): string {
  const { scripts } = packageJson.parse(JSON.parse(read("package.json")));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...(scripts[script] ?? "").split(" ").with(0, "node_modules/tsx/dist/cli.mjs"), ...options],
    {
      cwd: clone,
      env: { ...process.env, NODE_ENV: "development", ...env },
      input: "a long enough password\n",
      encoding: "utf8",
    },
  );
  return stdout + stderr;
}
