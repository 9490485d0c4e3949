import { openClient } from "@/lib/db";

/** Invented figures of 30 days, as the roll-up writes them. */
export async function seedFigures(databaseUrl: string): Promise<void> {
  const client = await openClient(databaseUrl);
  try {
    await client.query(`
      WITH days AS (
        SELECT (now() AT TIME ZONE 'Asia/Seoul')::date - back AS day, back FROM generate_series(0, 29) AS back
      ), numbers AS (
        SELECT day, -1 AS hour, kind, label,
          (weight * (20 + 12 * sin(back / 3.0) + (back * 7) % 9))::bigint AS count
        FROM days, (VALUES ('issued', '', 3.0), ('verified', '', 2.4), ('joined', '', 2.0),
          ('event', 'account_opened', 2.0), ('event', 'account_left', 0.1), ('event', 'reverified', 0.2),
          ('refusal', 'under_age', 0.4), ('refusal', 'verification_cancelled', 0.9),
          ('refusal', 'provider_unavailable', 0.05), ('provider', 'danal', 1.2), ('provider', 'kcp_v2', 0.8),
          ('age_band', '0', 0.2), ('age_band', '20', 0.9), ('age_band', '30', 0.6), ('age_band', '40', 0.3),
          ('latency', '250', 1.1), ('latency', '500', 0.8), ('latency', '2000', 0.1)) AS each (kind, label, weight)
        UNION ALL
        SELECT day, hour, 'event', 'account_opened', (2 + 2 * sin(hour / 4.0) + hour % 3)::bigint
        FROM days, generate_series(0, 23) AS hour
        UNION ALL
        SELECT day, -1, 'provider', 'inicis', 1 FROM days WHERE back < 3
      )
      INSERT INTO figures (day, hour, kind, label, count)
      SELECT day, hour, kind, label, count FROM numbers
      ON CONFLICT (hour, day, kind, label) DO UPDATE SET count = EXCLUDED.count`);
  } finally {
    await client.end();
  }
}
