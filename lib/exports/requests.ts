import { createHash } from "node:crypto";
import { appendEvent } from "@/lib/audit/events";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { Export, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { actAs, type Operator, type Owner } from "@/lib/logins/admission";
import { exportColumns, exportKinds, type ExportKind, type Wanted } from "@/lib/exports/rows";

const day = 24 * 60 * 60_000;
/** For an approval, for making it, and again from when it was made. */
export const exportLifetime = day;
export const mostRows = 1_000_000;

/** Asks for an export. Masked it is ready; unmasked it waits for a second administrator. */
export async function requestExport(
  db: PrismaClient,
  who: Owner,
  { kind, from, until, isMasked, columns, ceiling, purpose }: NewExport,
  now: Date,
): Promise<string> {
  const id = randomAlphanumeric(24);
  const wanted = { kind, from, until, isMasked, columns: [...columns], ceiling };
  const digest = digestOf({ ...wanted, id, requesterId: who.id });
  await actAs(db, who, async (tx) => {
    await tx.export.create({
      data: {
        ...{ id, ...wanted, purpose, digest, requesterId: who.id, createdAt: now },
        state: isMasked ? "ready" : "waiting",
        expiresAt: new Date(now.getTime() + exportLifetime),
      },
    });
    const facts = {
      export: id,
      of: kind,
      columns: wanted.columns,
      masked: isMasked,
      ceiling,
      digest,
    };
    const event = {
      kind: "export_requested",
      actor: who.id,
      ...facts,
      ...rangeOf(wanted),
    } as const;
    await appendEvent(tx, event, now, { ...who.from, note: purpose });
  });
  return id;
}

/**
 * A second administrator lets exactly this be made: what they saw, by its digest. Neither who asked nor whom
 * they created may.
 */
export async function approveExport(
  db: PrismaClient,
  who: Owner,
  { id, digest }: { id: string; digest: string },
  now: Date,
): Promise<"approved" | "refused" | "changed"> {
  return actAs(db, who, async (tx) => {
    const row = await tx.export.findUnique({ where: { id } });
    if (row === null || row.state !== "waiting" || row.expiresAt <= now) return "changed";
    if (row.digest !== digest || digestOf(readWanted(row)) !== digest) return "changed";
    if (!(await mayApprove(tx, who.id, row.requesterId))) return "refused";
    const { count } = await tx.export.updateMany({
      where: { id, state: "waiting", digest },
      data: { state: "ready", approverId: who.id, approvedDigest: digest, approvedAt: now },
    });
    if (count === 0) return "changed";
    const event = { kind: "export_approved", actor: who.id, export: id, digest } as const;
    await appendEvent(tx, event, now, who.from);
    return "approved";
  });
}

/** Whoever created the other's account could be both of them: also by one more that they created. */
export async function mayApprove(
  tx: Prisma.TransactionClient,
  approver: string,
  requester: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE line (id) AS (
      SELECT ${approver}::text
      UNION
      SELECT actor::text FROM line JOIN audit_events ON subject = line.id
      WHERE kind = 'administrator_created' AND actor IS NOT NULL
    ) SELECT id FROM line WHERE id = ${requester}`;
  return rows.length === 0;
}

/** Whoever asked gives it up, or another administrator turns it down; what was made of it is destroyed. */
export async function cancelExport(
  db: PrismaClient,
  who: Operator,
  id: string,
  now: Date,
): Promise<boolean> {
  return actAs(db, who, async (tx) => {
    const { count } = await tx.export.updateMany({
      where: {
        id,
        OR: [
          { state: { in: ["waiting", "ready"] } },
          { state: { in: ["making", "made"] }, requesterId: who.id },
        ],
      },
      data: { state: "cancelled", leasedUntil: null },
    });
    if (count === 0) return false;
    await tx.exportChunk.deleteMany({ where: { exportId: id } });
    const event = { kind: "export_cancelled", actor: who.id, export: id } as const;
    await appendEvent(tx, event, now, who.from);
    return true;
  });
}

/** Destroys files whose time is over, and those that a server that is gone left half-made. Returns how many. */
export async function forgetExports(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const lost = { state: "making", leasedUntil: { lt: now } } as const;
  const over = { state: { in: ["waiting", "ready", "made"] }, expiresAt: { lte: now } } as const;
  const failed = await db.export.updateMany({
    where: lost,
    data: { state: "failed", fault: "lost" },
  });
  const { count } = await db.export.updateMany({
    where: { ...over, state: { in: [...over.state.in] } },
    data: { state: "expired" },
  });
  await db.exportChunk.deleteMany({
    where: { export: { state: { in: ["cancelled", "failed", "expired"] } } },
  });
  return failed.count + count;
}

/** SHA-256 of all that is asked for and by whom: what an approval is bound to. */
export function digestOf(wanted: Bound): string {
  const { id, requesterId, kind, from, until, isMasked, columns, ceiling } = wanted;
  const facts = [id, requesterId, kind, from?.getTime() ?? null, until?.getTime() ?? null];
  return createHash("sha256")
    .update(JSON.stringify(["export 1", ...facts, isMasked, columns, ceiling]))
    .digest("hex");
}

/** @throws for a row that no code of ours wrote. */
export function readWanted(row: Export): Bound {
  const kind = exportKinds.find((each) => each === row.kind);
  const allowed: readonly string[] = kind === undefined ? [] : exportColumns[kind];
  if (kind === undefined || row.columns.some((column) => !allowed.includes(column))) {
    throw new Error("An export of an unknown kind or column");
  }
  const { id, requesterId, from, until, isMasked, columns, ceiling } = row;
  return { id, requesterId, kind, from, until, isMasked, columns, ceiling };
}

function rangeOf({ from, until }: Wanted) {
  return { from: from?.toISOString() ?? null, until: until?.toISOString() ?? null };
}

export type Bound = Wanted & {
  id: string;
  requesterId: string;
  columns: readonly string[];
  ceiling: number;
};
export type NewExport = Wanted & {
  kind: ExportKind;
  columns: readonly string[];
  ceiling: number;
  purpose: string;
};
