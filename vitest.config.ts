import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,lib,prisma,sandbox,e2e,bench}/**/*.test.{ts,tsx}"],
    globalSetup: "sandbox/database/test-databases.ts",
    // One for each core: by itself Vitest leaves one idle, and many tests wait for a database.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
