import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { freePort } from "@/e2e/support/free-port";
import { DataFolderInUse, startDatabase } from "./database";

const embedded = inject("databases").find(({ name }) => name.startsWith("embedded"))?.url;

describe("the embedded database, with many connections", () => {
  it("gives each its own answer, also under load and after errors", async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, () => connect()));
    const wrong: unknown[] = [];
    await Promise.all(
      clients.map(async (client, who) => {
        for (let round = 0; round < 40; round += 1) {
          const word = `${who}-${round}`;
          if (round % 7 === 3) await client.query("SELECT 1 / $1::int", [0]).catch(() => undefined);
          const { rows } = await client.query("SELECT $1::text AS word", [word]);
          if (z.object({ word: z.string() }).parse(rows[0]).word !== word) wrong.push(rows);
        }
      }),
    );
    await Promise.all(clients.map((client) => client.end()));
    expect(wrong).toEqual([]);
  });

  it("keeps a transaction to itself, and forgets one whose connection breaks", async () => {
    const line = new Socket();
    const [writer, reader] = await Promise.all([connect(embedded, line), connect()]);
    await writer.query("CREATE TABLE kept (a int)");
    await writer.query("BEGIN");
    await writer.query("INSERT INTO kept VALUES (1)");
    const read = reader.query("SELECT * FROM kept");
    line.destroy();
    expect((await read).rowCount).toBe(0);
    await reader.query("DROP TABLE kept");
    await reader.end();
  });

  it("hangs up on what is not PostgreSQL's protocol, and serves on", async () => {
    for (const noise of ["\0\0\0\0", "\0\0\0\u0004", "\xff\xff\xff\xff", "\0\0\0\u0008\0\0\0\0"]) {
      const line = new Socket();
      line.connect(Number(new URL(embedded ?? "").port), "127.0.0.1");
      line.write(noise, "latin1");
      await new Promise((closed) => line.once("close", closed).resume());
    }
    await (await connect()).end();
  });
});

describe("the embedded database, in a folder", () => {
  const place = mkdtempSync(join(tmpdir(), "embedded-"));
  const dataDir = join(place, "postgres");
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it("keeps all it acknowledged when it is killed, and refuses a second owner", async () => {
    const port = await freePort();
    const first = await serve(port, dataDir);
    const client = await connect(first.url);
    await client.query("CREATE TABLE words (word int)");
    await expect(startDatabase({ port: await freePort(), dataDir })).rejects.toThrow(
      DataFolderInUse,
    );
    let acknowledged = 0;
    const writing = (async () => {
      for (let word = 1; ; word += 1) {
        await client.query("INSERT INTO words VALUES ($1)", [word]);
        acknowledged = word;
      }
    })().catch(() => undefined);
    await new Promise((later) => setTimeout(later, 700));
    const killed = new Promise((ended) => first.child.once("exit", ended));
    first.child.kill("SIGKILL");
    await Promise.all([writing, killed]);
    expect(acknowledged).toBeGreaterThan(5);

    const second = await startDatabase({ port, dataDir });
    const again = await connect(second.url);
    const { rows } = await again.query("SELECT count(*)::int AS count FROM words");
    expect(z.object({ count: z.number() }).parse(rows[0]).count).toBeGreaterThanOrEqual(
      acknowledged,
    );
    await again.end();
    await second.close();
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  }, 90_000);
});

async function connect(url = embedded, line = new Socket()): Promise<Client> {
  const client = new Client({ connectionString: url, stream: () => line });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function serve(port: number, dataDir: string) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "sandbox/database/database.fixture.ts", `${port}`, dataDir],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("exit", () => reject(new Error("The database did not start")));
  });
  return { child, url };
}
