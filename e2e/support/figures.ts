import { openClient } from "@/lib/db";

/** Invented figures of 30 days, as the roll-up writes them. */
export async function seedFigures(databaseUrl: string): Promise<void> {
  const client = await openClient(databaseUrl);
  try {
    await client.query(`
      WITH hours AS (
        SELECT (now() AT TIME ZONE 'Asia/Seoul')::date - back AS day, back, hour,
          ((2 + 2 * sin(hour / 4.0) + hour % 3) * (1 + 0.6 * sin(back / 3.0)))::bigint AS joined
        FROM generate_series(0, 29) AS back, generate_series(0, 23) AS hour
      ), days AS (
        SELECT day, back, sum(joined) AS joined, CASE WHEN back < 3 THEN 1 ELSE 0 END AS inicis,
          floor(sum(joined) * 0.6) AS danal, floor(sum(joined) * 0.1) AS under20,
          floor(sum(joined) * 0.45) AS twenties, floor(sum(joined) * 0.3) AS thirties
        FROM hours GROUP BY day, back
      ), numbers AS (
        SELECT day, -1 AS hour, kind, label, (weight * joined)::bigint AS count
        FROM days, (VALUES ('issued', '', 1.5), ('verified', '', 1.2), ('joined', '', 1.0),
          ('event', 'account_opened', 1.0), ('event', 'account_left', 0.05), ('event', 'reverified', 0.1),
          ('refusal', 'under_age', 0.2), ('refusal', 'verification_cancelled', 0.45),
          ('refusal', 'provider_unavailable', 0.03),
          ('latency', '250', 0.65), ('latency', '500', 0.5), ('latency', '2000', 0.05)) AS each (kind, label, weight)
        UNION ALL
        SELECT day, hour, 'event', 'account_opened', joined FROM hours
        UNION ALL
        SELECT day, -1, each.kind, each.label, each.count::bigint FROM days, LATERAL (VALUES
          ('provider', 'inicis', inicis), ('provider', 'danal', danal), ('provider', 'kcp_v2', joined - danal - inicis),
          ('age_band', '0', under20), ('age_band', '20', twenties), ('age_band', '30', thirties),
          ('age_band', '40', joined - under20 - twenties - thirties)) AS each (kind, label, count)
        WHERE each.count > 0
      )
      INSERT INTO figures (day, hour, kind, label, count)
      SELECT day, hour, kind, label, count FROM numbers
      ON CONFLICT (hour, day, kind, label) DO UPDATE SET count = EXCLUDED.count`);
  } finally {
    await client.end();
  }
}
