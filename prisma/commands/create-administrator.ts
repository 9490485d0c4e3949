import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { createAdministrator, resetAdministrator } from "@/lib/admin/console";
import { config } from "@/lib/config";
import { isRole, roles } from "@/lib/logins/admission";
import { normaliseEmail } from "@/lib/logins/email";
import { passwordProblem } from "@/lib/logins/credentials";
import { isUniqueViolation, openDatabase } from "@/lib/db";
import { explain, loadSettings } from "./settings";

/**
 * `npm run admin:create -- --email E [--role R | --reset]`: the password comes from the terminal or
 * standard input.
 */
async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      role: { type: "string" },
      reset: { type: "boolean", default: false },
    },
  });
  const reading = normaliseEmail(values.email ?? "");
  if ("problem" in reading) throw new Error(explainEmail(reading));
  const { role, reset } = values;
  if (role !== undefined && !isRole(role)) {
    throw new Error(`--role needs one of ${roles.join(", ")}.`);
  }
  if (reset && role !== undefined) throw new Error("--reset leaves the role as it is.");
  const { email } = reading;
  const { databaseUrl } = loadSettings();
  const password = await readPassword();
  const problem = await passwordProblem(password, { email });
  if (problem !== null)
    throw new Error(`This password does not do: ${problem.replaceAll("_", " ")}.`);
  const db = openDatabase(databaseUrl);
  try {
    if (reset) {
      const { appUrl, brand, sealKeys } = config();
      const context = { db, mailing: { appUrl, brand }, sealKeys, now: new Date() };
      if (await resetAdministrator({ email, password }, context)) {
        return `${email} has a new password and no second factor; the other owners are told by mail.`;
      }
      throw new Error(`${email} is no administrator.`);
    }
    const given = await createAdministrator(db, { email, password, role }, new Date());
    return `${email} is an administrator now: ${given}.`;
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new Error(`${email} is an administrator already. --reset sets a new password.`);
    }
    throw error;
  } finally {
    await db.$disconnect();
  }
}

function explainEmail({ letter }: { letter?: string }): string {
  const usage = `Usage: npm run admin:create -- --email someone@example.com [--role ${roles.join("|")}]`;
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
