import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/**
 * `$` begins a variable name in `.env` files, so that `ab$cd` becomes `ab`. Reads the files that
 * Next reads, in its order.
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

/** Whether `value` is the expansion of `written`, and was not set in the shell. */
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
