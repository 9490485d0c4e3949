import { createHash } from "node:crypto";
import { configure, ZipWriter } from "@zip.js/zip.js";
import { appendEvent } from "@/lib/audit/events";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { byteOrderMark, csvLine } from "@/lib/exports/csv";
import { digestOf, exportLifetime, readWanted, type Bound } from "@/lib/exports/requests";
import { readRows } from "@/lib/exports/rows";
import { actAs, type Admitted, type Operator, type Owner } from "@/lib/logins/admission";

/** A server that makes a file says so again and again; one that falls silent is given up. */
const lease = 2 * 60_000;
const chunkSize = 256 * 1024;
/** Milliseconds after which a maker says how far it is, and hears that it was cancelled. */
const progressInterval = 500;
/** Without worker threads: the file is made beside everything else that this process does. */
configure({ useWebWorkers: false });

/** About 140 bits, in groups that can be read out. */
export function inventPassphrase(): string {
  return (randomAlphanumeric(24).match(/.{4}/g) ?? []).join("-");
}

/**
 * The one gate for every file: it is ready, in time, whoever asked begins it, and unmasked it was approved as it
 * stands. Once. Null where anything of that is not so.
 */
export async function beginExport(
  db: PrismaClient,
  who: Owner,
  id: string,
  now: Date,
): Promise<Bound | null> {
  return actAs(db, who, async (tx) => {
    const row = await tx.export.findUnique({ where: { id } });
    if (row === null || row.requesterId !== who.id || row.expiresAt <= now) return null;
    const wanted = readWanted(row);
    const digest = digestOf(wanted);
    if (row.digest !== digest) return null;
    if (!row.isMasked && (row.approvedDigest !== digest || row.approverId === who.id)) return null;
    const { count } = await tx.export.updateMany({
      where: { id, state: "ready", digest },
      data: { state: "making", leasedUntil: new Date(now.getTime() + lease) },
    });
    return count === 1 ? wanted : null;
  });
}

/**
 * Makes the file: CSV in a ZIP with AES-256 (안전성 확보조치 기준 §7⑤), in chunks into the database as they come,
 * so that no more than a batch is in memory. It stops where it was cancelled meanwhile.
 */
export async function makeExport(
  wanted: Bound,
  who: Admitted,
  passphrase: string,
  context: MakeContext,
): Promise<void> {
  const { db, clock } = context;
  const hash = createHash("sha256");
  const fail = (fault: string) =>
    db.$transaction(async (tx) => {
      await tx.exportChunk.deleteMany({ where: { exportId: wanted.id } });
      await tx.export.updateMany({
        where: { id: wanted.id, state: "making" },
        data: { state: "failed", fault, leasedUntil: null },
      });
    });
  try {
    const progress = { rows: 0 };
    const zip = new ZipWriter(chunkWriter(context.statements, wanted.id, hash), {
      password: passphrase,
      encryptionStrength: 3,
    });
    const csv = streamOf(lines(wanted, progress, context));
    await zip.add(`${wanted.kind}.csv`, csv);
    await zip.close();
    const [fileDigest, now] = [hash.digest("hex"), clock()];
    await db.$transaction(async (tx) => {
      const { count } = await tx.export.updateMany({
        where: { id: wanted.id, state: "making" },
        data: {
          ...{ state: "made", fileDigest, rows: progress.rows, leasedUntil: null },
          expiresAt: new Date(now.getTime() + exportLifetime),
        },
      });
      if (count === 0) throw new ExportStopped("cancelled");
      const facts = { export: wanted.id, rows: progress.rows, file: fileDigest };
      await appendEvent(tx, { kind: "export_made", actor: who.id, ...facts }, now, who.from);
    });
  } catch (error) {
    await fail(error instanceof ExportStopped ? error.why : "unexpected");
    if (!(error instanceof ExportStopped)) throw error;
  }
}

async function* lines(
  wanted: Bound,
  progress: { rows: number },
  { statements, sealKeys, clock }: MakeContext,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encode = new TextEncoder();
  const { columns, ceiling, id } = wanted;
  yield encode.encode(byteOrderMark + csvLine(columns));
  let told = 0;
  for await (const rows of readRows(wanted, { statements, sealKeys })) {
    progress.rows += rows.length;
    if (progress.rows > ceiling) throw new ExportStopped("more_than_ceiling");
    yield encode.encode(
      rows.map((row) => csvLine(columns.map((column) => row[column] ?? null))).join(""),
    );
    const now = clock().getTime();
    if (now - told < progressInterval) continue;
    told = now;
    const going = await statements.query(
      `UPDATE exports SET rows = $2, leased_until = $3 WHERE id = $1 AND state = 'making' RETURNING id`,
      [id, progress.rows, new Date(now + lease)],
      "go_on_with_export",
    );
    if (going.rows.length === 0) throw new ExportStopped("cancelled");
  }
}

/** By statements of our own: what goes through Prisma is copied as text into memory that it keeps. */
function chunkWriter(
  statements: StatementRunner,
  exportId: string,
  hash: ReturnType<typeof createHash>,
): WritableStream<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const flush = async () => {
    if (size === 0) return;
    const bytes = Buffer.concat(waiting);
    [waiting, size] = [[], 0];
    hash.update(bytes);
    await statements.query(
      "INSERT INTO export_chunks (export_id, number, bytes) VALUES ($1, $2, $3)",
      [exportId, (number += 1), bytes],
      "write_export_chunk",
    );
  };
  return new WritableStream({
    async write(bytes) {
      // The library may use its buffer again.
      waiting.push(Uint8Array.from(bytes));
      size += bytes.byteLength;
      if (size >= chunkSize) await flush();
    },
    close: flush,
  });
}

/** The file as it was made, for whoever asked for it and while its time lasts; that it was taken is recorded. */
export async function openExport(
  db: PrismaClient,
  who: Operator,
  id: string,
  now: Date,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
  const isThere = await actAs(db, who, async (tx) => {
    const row = await tx.export.findUnique({ where: { id } });
    if (row?.state !== "made" || row.expiresAt <= now || row.requesterId !== who.id) return false;
    const event = { kind: "export_downloaded", actor: who.id, export: id } as const;
    await appendEvent(tx, event, now, who.from);
    return true;
  });
  return isThere ? streamOf(chunks(db, id)) : null;
}

async function* chunks(
  db: PrismaClient,
  exportId: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let number = 1; ; number += 1) {
    const chunk = await db.exportChunk.findUnique({
      where: { exportId_number: { exportId, number } },
    });
    if (chunk === null) return;
    yield chunk.bytes;
  }
}

/** Asks for the next part only when it is wanted. */
function streamOf(
  parts: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

class ExportStopped extends Error {
  override readonly name = "ExportStopped";
  constructor(readonly why: "cancelled" | "more_than_ceiling") {
    super(why);
  }
}

export type MakeContext = {
  db: PrismaClient;
  statements: StatementRunner;
  sealKeys: KeyRing;
  clock: () => Date;
};
