import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { normaliseEmail } from "@/lib/logins/email";
import { passwordProblem } from "@/lib/logins/password-problem";
import { isUniqueViolation, openDatabase } from "@/lib/db";
import { createAdministrator } from "../seeding/seed-administrator";
import { explain, loadSettings } from "./settings";

/** `npm run admin:create -- --email E`: the password comes from the terminal or standard input. */
async function main(): Promise<string> {
  const { values } = parseArgs({ options: { email: { type: "string" } } });
  const reading = normaliseEmail(values.email ?? "");
  if ("problem" in reading) throw new Error(explainEmail(reading));
  const { email } = reading;
  const { databaseUrl } = loadSettings();
  const password = await readPassword();
  const problem = await passwordProblem(password, { email });
  if (problem !== null)
    throw new Error(`This password does not do: ${problem.replaceAll("_", " ")}.`);
  const db = openDatabase(databaseUrl);
  try {
    await createAdministrator(db, { email, password }, new Date());
    return `${email} is an administrator now.`;
  } catch (error) {
    if (isUniqueViolation(error)) throw new Error(`${email} is an administrator already.`);
    throw error;
  } finally {
    await db.$disconnect();
  }
}

function explainEmail({ letter }: { letter?: string }): string {
  const usage = "Usage: npm run admin:create -- --email someone@example.com";
  return letter === undefined ? usage : `${letter} cannot be in an e-mail address. ${usage}`;
}

/** Hidden while typed; from a pipe, the first line. */
async function readPassword(): Promise<string> {
  const { stdin, stdout } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = stdin.isTTY === true;
  const lines = createInterface({ input: stdin, output: terminal ? silent : undefined, terminal });
  if (terminal) stdout.write("Password: ");
  for await (const line of lines) {
    lines.close();
    if (terminal) stdout.write("\n");
    return line;
  }
  throw new Error("No password was given.");
}

main().then(
  (message) => console.log(message),
  (error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  },
);
