import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const commandTimeout = 10_000;

export const secretSettings = [
  "SESSION_SECRETS",
  "CI_SEAL_KEYS",
  "CI_INDEX_KEYS",
  "AUDIT_KEYS",
  "SMTP_URL",
  "PORTONE_IMP_SECRET",
  "PORTONE_API_SECRET",
  "OTEL_EXPORTER_OTLP_HEADERS",
] as const;

/**
 * From `NAME`, the file of `NAME_FILE`, or the output of `NAME_COMMAND`, e.g. a KMS client.
 * @throws UnreadableSecret naming the setting, never what was read.
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

/** The cause may contain a path or an output, so only the setting is named. */
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
