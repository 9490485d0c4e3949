import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import createNextIntlPlugin from "next-intl/plugin";

/**
 * V8's explicit compile hints: the browser compiles the scripts of every page while they load
 * instead of when they run, which phones are slow at.
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
  // No page needs resized images, so nobody can make the server resize any.
  images: { unoptimized: true },
  reactStrictMode: true,
  typedRoutes: true,
  // Otherwise Next logs the arguments of form actions in development, including e-mail addresses.
  logging: { serverFunctions: false },
  // Native modules and the driver cannot be bundled.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "rate-limiter-flexible"],
  compiler: { runAfterProductionCompile: hintCompilation },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
