import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/e2e/support/free-port";

const program = "/usr/sbin/pgbouncer";
const nobody = 65_534;

/**
 * PgBouncer in transaction mode before a database, its other settings as they come. Null where it is
 * not installed.
 */
export async function startPooler(url: string): Promise<Pooler | null> {
  if (!existsSync(program)) return null;
  const { hostname, port, username, pathname } = new URL(url);
  const place = mkdtempSync(join(tmpdir(), "pooler-"));
  const own = await freePort();
  const users = join(place, "users");
  const settings = join(place, "pgbouncer.ini");
  writeFileSync(users, `"${username}" ""\n`);
  writeFileSync(
    settings,
    `[databases]
* = host=${hostname} port=${port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 4
`,
  );
  chmodSync(place, 0o755);
  // It refuses to be root.
  const who = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const child = spawn(program, ["-q", settings], { stdio: "ignore", ...who });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let tries = 0; !(await answers(own)); tries += 1) {
    if (tries === 100) throw new Error("PgBouncer does not answer");
    await new Promise((later) => setTimeout(later, 50));
  }
  return {
    url: `postgres://${username}@127.0.0.1:${own}${pathname}`,
    close: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(place, { recursive: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(port, "127.0.0.1");
    line.once("connect", () => resolve(true)).once("error", () => resolve(false));
    line.once("connect", () => line.destroy());
  });
}

export type Pooler = { url: string; close: () => Promise<void> };
