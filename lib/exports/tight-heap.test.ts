import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { z } from "zod";

it("keeps a heap from growing as far as V8 would let it, and lets V8 go on as it likes afterwards", () => {
  // In a process of its own, whose heap nobody else fills.
  const words = ["--import", "tsx", "lib/exports/tight-heap.fixture.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(stderr).toBe("");
  const { under, usual } = z
    .object({ under: z.number(), usual: z.number() })
    .parse(JSON.parse(stdout));
  expect(usual).toBeGreaterThan(1.3 * under);
}, 60_000);
