import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,lib,prisma,sandbox,e2e,bench}/**/*.test.{ts,tsx}"],
    globalSetup: "sandbox/test-databases.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
