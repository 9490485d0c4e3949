import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import createNextIntlPlugin from "next-intl/plugin";

/**
 * V8's explicit compile hints: the browser compiles the scripts of every page while they load
 * instead of when they run, which phones are slow at.
 * @param {{ distDir: string }} build
 */
async function hintCompilation({ distDir }) {
  for (const script of await rootMainFiles(distDir)) {
    const path = join(distDir, script);
    const source = await readFile(path, "utf8").catch(() => {
      throw new Error(`Next no longer writes ${script}, which it lists: see next.config.js`);
    });
    if (!source.startsWith(compileHint)) await writeFile(path, `${compileHint}\n${source}`);
  }
}

/** @param {string} distDir */
async function rootMainFiles(distDir) {
  const text = await readFile(join(distDir, "build-manifest.json"), "utf8").catch(() => "{}");
  const { rootMainFiles: files } = JSON.parse(text);
  if (Array.isArray(files) && files.length > 0) return files;
  throw new Error("Next no longer writes build-manifest.rootMainFiles: see next.config.js");
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
  serverExternalPackages: [
    ...["@node-rs/argon2", "@opentelemetry/api", "pg", "pino", "prom-client"],
    "rate-limiter-flexible",
  ],
  // A logo may be drawn as an SVG: opened by itself it is a page of this site, and runs nothing.
  headers: () => [
    {
      source: "/brand/:path*",
      headers: [
        { key: "content-security-policy", value: "default-src 'none'; style-src 'unsafe-inline'" },
        { key: "x-content-type-options", value: "nosniff" },
      ],
    },
    {
      source: "/fonts/:path*",
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    },
  ],
  // A page is loaded when somebody asks for it, not when the server starts.
  experimental: { preloadEntriesOnStart: false },
  compiler: { runAfterProductionCompile: hintCompilation },
  // For a container (Dockerfile): the server with what it needs, without node_modules.
  ...(process.env["NEXT_OUTPUT"] === "standalone" ? { output: "standalone" } : {}),
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
