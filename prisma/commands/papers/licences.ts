import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

export const licencesFile = "docs/licences.md";

/** What `npm ci --omit=dev` installs, by the lock file, and under which licence. */
export function writeLicences(): string {
  const { packages } = lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const shipped = Object.entries(packages)
    .filter(([path, { dev = false, link = false }]) => path !== "" && !dev && !link)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version: version ?? "",
      licence: license ?? licenceIn(path),
    }));
  const lines = new Map(shipped.map((each) => [`${each.name} ${each.version}`, each]));
  const by = new Map<string, string[]>();
  for (const [named, { licence }] of [...lines].sort(([one], [other]) => (one < other ? -1 : 1))) {
    by.set(licence, [...(by.get(licence) ?? []), named]);
  }
  const parts = [...by]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([licence, names]) => `## ${licence}\n\n${names.map((name) => `- ${name}\n`).join("")}`);
  return `# Licences of what ships\n\n${intro}\n\n${parts.join("\n")}`;
}

const intro = `Written by \`npm run licences\` from \`package-lock.json\`: what \`npm ci --omit=dev\` installs, optional packages of every
platform included. The font, Pretendard, is under the SIL Open Font License 1.1, and its subset lies in \`app/fonts\`.`;

/** Where the lock file does not say. */
function licenceIn(path: string): string {
  const file = join(path, "package.json");
  const read = existsSync(file)
    ? z.object({ license: z.string() }).safeParse(JSON.parse(readFileSync(file, "utf8"))).data
    : undefined;
  if (read !== undefined) return read.license;
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.some((name) => /^licen[cs]e/i.test(name)) ? "see its LICENSE file" : "not stated";
}

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(licencesFile, writeLicences());
}
