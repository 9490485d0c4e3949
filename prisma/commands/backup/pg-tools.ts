import { spawn } from "node:child_process";

/**
 * Runs one of PostgreSQL's own programs on the database of this address. The address goes through the
 * environment: a password in an argument could be read by everybody on the machine.
 * @returns what it printed.
 * @throws where it is not there, or fails.
 */
export function runPgTool(
  name: "pg_dump" | "pg_restore",
  args: readonly string[],
  url: string | null,
): Promise<string> {
  const env = { ...process.env, ...(url === null ? {} : environmentOf(url)) };
  const child = spawn(name, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once("error", () =>
      reject(new Error(`${name} is not there: install PostgreSQL's client programs.`)),
    );
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${name} failed; what it said stands above.`));
    });
  });
}

/** libpq's variables. */
export function environmentOf(address: string): Record<string, string> {
  const url = new URL(address);
  const asked = url.searchParams;
  const pairs: [string, string | null][] = [
    ["PGHOST", asked.get("host") ?? url.hostname],
    ["PGPORT", url.port],
    ["PGUSER", decodeURIComponent(url.username)],
    ["PGPASSWORD", decodeURIComponent(url.password)],
    ["PGDATABASE", decodeURIComponent(url.pathname.slice(1))],
    ["PGSSLMODE", asked.get("sslmode")],
    ["PGSSLROOTCERT", asked.get("sslrootcert")],
    ["PGSSLCERT", asked.get("sslcert")],
    ["PGSSLKEY", asked.get("sslkey")],
  ];
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ""),
  );
}
