import { readFileSync } from "node:fs";
import { collectDefaultMetrics, Registry } from "prom-client";
import { expect, inject, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "@/lib/db";
import { databaseFigures } from "./database-figures";
import { countsOf, latency } from "./write-metrics";

/** Every name that a server may answer with, a histogram's parts too. */
async function namesOfServer(): Promise<Set<string>> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countsOf(registry);
  const [{ url } = { url: "" }] = inject("databases");
  const db = openDatabase(url);
  await databaseFigures(registry, db.$statements, new Date());
  await db.$disconnect();
  const text = `${await registry.metrics()}${latency()}`;
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)];
  return new Set(
    types.flatMap(([, name = "", type]) =>
      type === "histogram" ? ["bucket", "sum", "count"].map((part) => `${name}_${part}`) : [name],
    ),
  );
}

function namesIn(text: string): Set<string> {
  return new Set(text.match(/\b(verified_signup|nodejs|process)_[a-z0-9_]+/g));
}

it("the dashboard and the alerts ask for what a server answers, and the dashboard for all that is ours", async () => {
  const said = await namesOfServer();
  const dashboard = readFileSync("deploy/grafana-dashboard.json", "utf8");
  const alerts = readFileSync("deploy/alerts.yaml", "utf8");
  for (const text of [dashboard, alerts]) {
    expect(namesIn(text).size).toBeGreaterThan(5);
    expect([...namesIn(text)].filter((name) => !said.has(name))).toEqual([]);
  }
  const ours = [...said].filter((name) => /^verified_signup_.*(?<!_sum|_count)$/.test(name));
  expect(ours.filter((name) => !namesIn(dashboard).has(name))).toEqual([]);
  const target = z.object({ expr: z.string().min(1) });
  const panel = z.object({ title: z.string(), targets: z.array(target).min(1) });
  expect(z.object({ panels: z.array(panel) }).parse(JSON.parse(dashboard)).panels).not.toEqual([]);
});
