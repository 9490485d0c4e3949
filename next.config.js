import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import createNextIntlPlugin from "next-intl/plugin";

/**
 * Asks the browser to compile what every page runs while it still arrives, not when it is called:
 * on a phone most of the time in which a page does not answer (V8's explicit compile hints).
 * @param {{ distDir: string }} build
 */
async function hintCompilation({ distDir }) {
  const manifest = JSON.parse(await readFile(join(distDir, "build-manifest.json"), "utf8"));
  for (const script of manifest.rootMainFiles) {
    const path = join(distDir, script);
    const source = await readFile(path, "utf8");
    if (!source.startsWith(compileHint)) await writeFile(path, `${compileHint}\n${source}`);
  }
}
const compileHint = "//# allFunctionsCalledOnLoad";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // No page has a picture to resize: nobody can make the server do it.
  images: { unoptimized: true },
  reactStrictMode: true,
  typedRoutes: true,
  // In development Next would print the arguments of form actions, e-mail addresses among them.
  logging: { serverFunctions: false },
  // Native modules and the driver stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "rate-limiter-flexible"],
  compiler: { runAfterProductionCompile: hintCompilation },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
