import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const script = `import { readDevSettings } from ${JSON.stringify(resolve("sandbox/dev/dev-settings.ts"))};
try { console.log(JSON.stringify(readDevSettings())); } catch (error) { console.log(JSON.stringify(error.message)); }`;

describe("the settings of npm run dev", () => {
  const place = mkdtempSync(join(tmpdir(), "settings-"));
  cpSync(".env.development", join(place, ".env.development"));
  writeFileSync(join(place, "print.mts"), script);
  afterAll(() => rmSync(place, { recursive: true }));

  it("are the samples as they stand", () => {
    expect(read({})).toEqual({
      ports: { PORT: 3000, SANDBOX_PORT: 4010, SANDBOX_SMTP_PORT: 2525, DATABASE_PORT: 5433 },
      embedded: true,
      addresses: {
        APP_URL: "http://localhost:3000",
        DATABASE_URL: "postgres://postgres@127.0.0.1:5433/postgres",
        PORTONE_API_URL: "http://127.0.0.1:4010",
        SMTP_URL: "smtp://127.0.0.1:2525",
      },
    });
  });

  it("let the addresses follow the ports", () => {
    const ports = { PORT: "3100", SANDBOX_PORT: "4110", SANDBOX_SMTP_PORT: "2625" };
    expect(read({ ...ports, DATABASE_PORT: "5533" })).toMatchObject({
      embedded: true,
      addresses: {
        APP_URL: "http://localhost:3100",
        DATABASE_URL: "postgres://postgres@127.0.0.1:5533/postgres",
        PORTONE_API_URL: "http://127.0.0.1:4110",
        SMTP_URL: "smtp://127.0.0.1:2625",
      },
    });
  });

  it("take a database from the shell, which wins, or from .env.local, and then embed none", () => {
    const own = "postgres://me@127.0.0.1:5432/mine";
    expect(read({ DATABASE_URL: own })).toMatchObject({
      embedded: false,
      addresses: { DATABASE_URL: own },
    });
    const local = "postgres://me@127.0.0.1:5432/local";
    writeFileSync(join(place, ".env.local"), `DATABASE_URL=${local}\nPORT=3200\n`);
    expect(read({})).toMatchObject({
      embedded: false,
      addresses: { DATABASE_URL: local, APP_URL: "http://localhost:3200" },
    });
    expect(read({ DATABASE_URL: own })).toMatchObject({ addresses: { DATABASE_URL: own } });
    rmSync(join(place, ".env.local"));
  });

  it.each(["abc", "0", "65536", "80.5"])("refuse the port %s by name", (port) => {
    expect(read({ SANDBOX_PORT: port })).toMatch(/^SANDBOX_PORT needs a port/);
  });

  function read(env: Record<string, string>): unknown {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), "print.mts"],
      {
        cwd: place,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], NODE_ENV: "development", ...env },
      },
    );
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout);
  }
});
