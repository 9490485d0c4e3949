import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/**
 * The settings whose value in an `.env` file is not what arrives: there `$` begins the name of
 * another variable, so that `ab$cd` becomes `ab`. The files and their order are those of Next.
 */
export function findExpanded(
  folder: string,
  mode: "development" | "production",
  env: Readonly<Record<string, string | undefined>>,
): ExpandedSetting[] {
  const files = [`.env.${mode}.local`, ".env.local", `.env.${mode}`, ".env"];
  const seen = new Set<string>();
  return files.flatMap((file) =>
    Object.entries(readEnvFile(join(folder, file))).flatMap(([name, written = ""]) => {
      if (seen.has(name)) return [];
      seen.add(name);
      return isExpansion(env[name] ?? "", written) ? [{ file, name }] : [];
    }),
  );
}

/** One line for each, without the value. */
export function describeExpanded({ file, name }: ExpandedSetting): string {
  return `${name} in ${file}: "$" begins the name of a variable there, and the value is not taken as it is written. Write \\$ for a dollar sign.`;
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch {
    return {};
  }
}

/** Whether `value` is what became of `written`; one that the shell sets instead is not. */
function isExpansion(value: string, written: string): boolean {
  const parts = written.trim().split(/(\\\$|\$\{[^}]*\}?|\$\w+)/);
  if (!parts.some((part) => part.startsWith("$"))) return false;
  const literal = parts.map((part) => (part === "\\$" ? "$" : part));
  if (literal.join("") === value.trim()) return false;
  const pattern = literal.map((part, at) =>
    parts[at]?.startsWith("$") === true ? "[^]*" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${pattern.join("")}$`).test(value.trim());
}

export type ExpandedSetting = { file: string; name: string };
