import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { expect, test } from "../support/story";

const allowance = 15_000;

/** First-load JavaScript of each page, gzipped, in bytes, from the build's own output. */
function weigh(): Map<string, number> {
  const stats: unknown = JSON.parse(
    readFileSync(".next/diagnostics/route-bundle-stats.json", "utf8"),
  );
  const routes = z
    .array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }))
    .parse(stats);
  return new Map(
    routes.map(({ route, firstLoadChunkPaths: paths }) => [
      route,
      paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0),
    ]),
  );
}

test("no page weighs more than 15 kB above an empty one (v1)", () => {
  const weights = weigh();
  // The not-found page has no script of its own.
  const empty = weights.get("/_not-found") ?? 0;
  expect(empty).toBeGreaterThan(0);
  for (const route of ["/", "/signup", "/signup/details", "/login", "/guardian", "/account"]) {
    expect(weights.has(route), route).toBe(true);
  }
  for (const [route, weight] of weights) {
    expect(weight - empty, route).toBeLessThanOrEqual(allowance);
  }
});

test("what every page runs is compiled while it arrives (v1)", () => {
  const manifest: unknown = JSON.parse(readFileSync(".next/build-manifest.json", "utf8"));
  const { rootMainFiles } = z.object({ rootMainFiles: z.array(z.string()).min(1) }).parse(manifest);
  for (const script of rootMainFiles) {
    expect(readFileSync(`.next/${script}`, "utf8").slice(0, 29), script).toBe(
      "//# allFunctionsCalledOnLoad\n",
    );
  }
});
