import type { PrismaClient } from "@/lib/generated/prisma/client";

/** Longer than any job, and than the difference between two servers' clocks; a crash delays the next. */
const lease = 5 * 60_000;

/**
 * Runs `work` if no other server is at the job of this name. The lease is a row, committed before, so that
 * it needs no session of its own and ends by itself where a server dies.
 * @returns what `work` does; null where another server is at it.
 */
export async function aloneAt<T>(
  name: string,
  { db, now }: { db: PrismaClient; now: Date },
  work: () => Promise<T>,
): Promise<T | null> {
  const until = new Date(now.getTime() + lease);
  const claimed = await db.$executeRaw`
    INSERT INTO job_leases (name, leased_until) VALUES (${name}, ${until})
    ON CONFLICT (name) DO UPDATE SET leased_until = EXCLUDED.leased_until
    WHERE job_leases.leased_until <= ${now}`;
  if (claimed === 0) return null;
  try {
    return await work();
  } finally {
    const mine = { name, leasedUntil: until };
    await db.jobLease.updateMany({ where: mine, data: { leasedUntil: now } });
  }
}
