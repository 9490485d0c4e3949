import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  outputFileTracingRoot: root,
  serverExternalPackages: ["pg"],
  // Checked with everything else, by the root's tsconfig.
  typescript: { ignoreBuildErrors: true },
};
