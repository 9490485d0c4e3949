import type { ExportState, PrismaClient } from "@/lib/generated/prisma/client";

/** The latest, with the names of who asked and who approved. */
export async function listExports(db: PrismaClient): Promise<ListedExport[]> {
  const rows = await db.export.findMany({ orderBy: { createdAt: "desc" }, take: 20 });
  const ids = rows.flatMap(({ requesterId, approverId }) => [requesterId, approverId ?? ""]);
  const people = await db.administrator.findMany({ where: { id: { in: ids } } });
  const nameOf = (id: string) => people.find((each) => each.id === id)?.email ?? id;
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, state: row.state, requesterId: row.requesterId },
    ...{ purpose: row.purpose, columns: row.columns, from: row.from, until: row.until },
    ...{ isMasked: row.isMasked, ceiling: row.ceiling, digest: row.digest, rows: row.rows },
    ...{ createdAt: row.createdAt, expiresAt: row.expiresAt, fault: row.fault },
    fileDigest: row.fileDigest,
    requester: nameOf(row.requesterId),
    approver: row.approverId === null ? null : nameOf(row.approverId),
  }));
}

export type ListedExport = {
  id: string;
  kind: string;
  state: ExportState;
  requesterId: string;
  requester: string;
  approver: string | null;
  purpose: string;
  columns: string[];
  from: Date | null;
  until: Date | null;
  isMasked: boolean;
  ceiling: number;
  digest: string;
  rows: number;
  createdAt: Date;
  expiresAt: Date;
  fault: string | null;
  fileDigest: string | null;
};
