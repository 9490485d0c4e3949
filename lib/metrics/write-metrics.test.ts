import { describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { log } from "@/lib/log";
import { isMetricsToken } from "@/lib/metrics/metrics-token";
import { countProvider, telemetry } from "@/lib/telemetry/counts";
import { databaseFigures } from "./database-figures";
import { countsOf, latency } from "./write-metrics";
import { Registry } from "prom-client";

it("counts the log's lines by event and code, never a field", async () => {
  log("warn", "invented_event", { code: "invented_code", subject: "somebody@example.com" });
  log("warn", "invented_event", { code: "invented_code" });
  const registry = new Registry();
  countsOf(registry);
  const text = await registry.metrics();
  expect(text).toContain(
    'verified_signup_events_total{event="invented_event",code="invented_code"} 2',
  );
  expect(text).not.toContain("somebody");
});

it("adds a question to PortOne to every bound that it kept", () => {
  const before = telemetry().provider.count;
  countProvider("verified", 0.3);
  countProvider("unavailable", 12);
  expect(telemetry().provider.count).toBe(before + 2);
  expect(latency()).toContain('verified_signup_portone_seconds_bucket{le="0.25"} 0');
  expect(latency()).toContain('verified_signup_portone_seconds_bucket{le="0.5"} 1');
  expect(latency()).toContain('verified_signup_portone_seconds_bucket{le="+Inf"} 2');
});

describe.each(inject("databases"))("figures of $name", ({ url }) => {
  it("are asked in one question", async () => {
    const db = openDatabase(url);
    const registry = new Registry();
    await databaseFigures(registry, db.$statements, new Date());
    expect(await registry.metrics()).toMatch(/verified_signup_database_up 1\n[^]*people_held \d/);
    await db.$disconnect();
  });
});

it("says that the database is down", async () => {
  const registry = new Registry();
  const down = { query: () => Promise.reject(new Error("down")) };
  await databaseFigures(registry, down, new Date());
  expect(await registry.metrics()).toMatch(/verified_signup_database_up 0\n$/);
});

it.each([
  ["Bearer the-token-of-metrics", true],
  ["bearer the-token-of-metrics", true],
  ["Bearer another", false],
  ["the-token-of-metrics", false],
  [null, false],
])("takes %s: %s", (header, taken) => {
  expect(isMetricsToken(header, "the-token-of-metrics")).toBe(taken);
});
