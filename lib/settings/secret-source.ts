import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const commandTimeout = 10_000;

/** The settings that may come from elsewhere than the environment. */
export const secretSettings = [
  "SESSION_SECRETS",
  "CI_SEAL_KEYS",
  "CI_INDEX_KEYS",
  "PORTONE_IMP_SECRET",
  "PORTONE_API_SECRET",
] as const;

/**
 * A secret from where it is kept: with `CI_SEAL_KEYS_FILE` from a file that a container mounts, with
 * `CI_SEAL_KEYS_COMMAND` from what a command prints, for one that asks a KMS. Read once, at the start.
 * @throws UnreadableSecret saying which setting is at fault, never what was read.
 */
export function readSecret(name: string, env: Environment): string | undefined {
  const given = [name, `${name}_FILE`, `${name}_COMMAND`].filter((each) => env[each]);
  if (given.length > 1) throw new UnreadableSecret(`${given.join(" and ")}: name only one`);
  const [path, command] = [env[`${name}_FILE`], env[`${name}_COMMAND`]];
  if (path) return attempt(`${name}_FILE: cannot be read`, () => readFileSync(path, "utf8"));
  if (!command) return env[name];
  return attempt(`${name}_COMMAND: failed`, () =>
    execFileSync("/bin/sh", ["-c", command], { encoding: "utf8", timeout: commandTimeout }),
  );
}

/** What went wrong may hold a path or an output: only the setting's name is told. */
function attempt(problem: string, read: () => string): string {
  try {
    return read().trim();
  } catch {
    throw new UnreadableSecret(problem);
  }
}

export class UnreadableSecret extends Error {
  override readonly name = "UnreadableSecret";
}

type Environment = Readonly<Record<string, string | undefined>>;
