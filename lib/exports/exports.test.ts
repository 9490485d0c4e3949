import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { BlobReader, BlobWriter, configure, ZipReader } from "@zip.js/zip.js";
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys, inventPerson, openMember } from "@/lib/accounts/sign-up.fixture";
import { employ } from "@/lib/admin/employed.fixture";
import { openDatabase } from "@/lib/db";
import type { Owner } from "@/lib/logins/admission";
import { csvLine } from "./csv";
import { listExports } from "./list-exports";
import { beginExport, inventPassphrase, makeExport, openExport } from "./make-export";
import {
  approveExport,
  cancelExport,
  exportLifetime,
  forgetExports,
  requestExport,
  type NewExport,
} from "./requests";

configure({ useWebWorkers: false });
const { sealKeys } = inventKeys();
const sevenZip = ["7z", "7zz", "7za"].find((name) => spawnSync(name, ["i"]).status === 0);

describe("a cell", () => {
  it.each([
    ["=1+1", `"'=1+1"`],
    ["+821012345678", `"'+821012345678"`],
    ["01012345678", `"'01012345678"`],
    [" @sum", `"' @sum"`],
    ["＝1", `"'＝1"`],
    ["\tx", `"'\tx"`],
    [`a"b`, `"a""b"`],
    ["홍길동", `"홍길동"`],
    ["1990", `"1990"`],
  ])("%j is written %j", (cell, written) => expect(csvLine([cell])).toBe(`${written}\r\n`));

  it("never begins as a formula does, and keeps every letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (cell) => {
        const inside = csvLine([cell]).slice(1, -3).replaceAll('""', '"');
        expect(inside).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/u);
        expect(inside.replace(/^'/, "")).toBe(cell.replace(/^'/, ""));
      }),
    );
  });
});

describe.each(inject("databases"))("an export on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const someone = () => employ(db, "owner");
  const context = { db, statements: db.$statements, sealKeys, clock: () => new Date() };
  const wanted: NewExport = {
    ...{ kind: "people", from: null, until: null, isMasked: true, ceiling: 1_000_000 },
    columns: ["id", "name", "phone", "email"],
    purpose: "to answer an inspection",
  };
  const ask = (who: Owner, changes: Partial<NewExport> = {}) =>
    requestExport(db, who, { ...wanted, ...changes }, new Date());
  const make = async (who: Owner, id: string) => {
    const begun = await beginExport(db, who, id, new Date());
    const passphrase = inventPassphrase();
    if (begun !== null) await makeExport(begun, who, passphrase, context);
    return { isBegun: begun !== null, passphrase };
  };
  const rowOf = (id: string) => db.export.findUniqueOrThrow({ where: { id } });
  const fileOf = async (who: Owner, id: string) => {
    const stream = await openExport(db, who, id, new Date());
    return stream === null ? null : new Response(stream).arrayBuffer();
  };
  const unzip = async (file: ArrayBuffer, password: string) => {
    const zip = new ZipReader(new BlobReader(new Blob([file])), { password });
    const [entry] = await zip.getEntries();
    if (entry === undefined || entry.directory) throw new Error("An empty file");
    // The library takes the byte order mark away from a text.
    const blob = await entry.getData(new BlobWriter());
    return {
      entry,
      text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await blob.arrayBuffer()),
    };
  };
  async function inventMember() {
    const from = new Date();
    const id = await openMember(db, inventPerson({ phone: "01000000001" }));
    return { id, from: new Date(from.getTime() - 1_000), until: new Date(Date.now() + 1_000) };
  }
  const digest = async (id: string) => (await rowOf(id)).digest;

  it("is an encrypted file, masked, which its passphrase alone opens, and is recorded", async () => {
    const who = await someone();
    const { id: member, ...range } = await inventMember();
    const id = await ask(who, range);
    const { passphrase } = await make(who, id);
    const file = await fileOf(who, id);
    if (file === null) throw new Error("There is no file");
    const { entry, text } = await unzip(file, passphrase);
    expect(entry).toMatchObject({ encrypted: true, zipCrypto: false, filename: "people.csv" });
    expect(text.startsWith('\uFEFF"id","name","phone","email"\r\n')).toBe(true);
    expect(text).toContain(`"${member}","홍*험","010-****-0001"`);
    await expect(unzip(file, "another")).rejects.toThrow();
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: "made", rows: text.trim().split("\r\n").length - 1 });
    expect(row.fileDigest).toBe(createHash("sha256").update(Buffer.from(file)).digest("hex"));
    expect(await fileOf(await someone(), id), "nobody else's").toBeNull();
    const kinds = await db.auditEvent.findMany({
      where: { actor: who.id },
      orderBy: { id: "asc" },
    });
    expect(kinds.map(({ kind }) => kind)).toEqual([
      ...["export_requested", "export_made", "export_downloaded"],
    ]);
  });

  it.skipIf(sevenZip === undefined)("is opened by 7-Zip, if there is one", async () => {
    const who = await someone();
    const id = await ask(who);
    const { passphrase } = await make(who, id);
    const place = mkdtempSync(join(tmpdir(), "export-"));
    const path = join(place, "a.zip");
    writeFileSync(path, Buffer.from((await fileOf(who, id)) ?? new ArrayBuffer(0)));
    const open = (password: string) =>
      spawnSync(sevenZip ?? "", ["x", "-y", `-p${password}`, `-o${place}`, path]).status;
    expect(open("another")).not.toBe(0);
    expect(open(passphrase)).toBe(0);
    expect(readFileSync(join(place, "people.csv"), "utf8")).toContain('"name"');
  });

  it("unmasked waits for a second administrator, who approves exactly what is made, once", async () => {
    const [who, second] = [await someone(), await someone()];
    const { ...range } = await inventMember();
    const id = await ask(who, { ...range, isMasked: false });
    expect((await make(who, id)).isBegun, "before").toBe(false);
    const bound = await digest(id);
    const approve = (by: Owner, of = bound) =>
      approveExport(db, by, { id, digest: of }, new Date());
    expect(await approve(who), "oneself").toBe("refused");
    expect(await approve(second, "0".repeat(64)), "another digest").toBe("changed");
    expect(await approve(second)).toBe("approved");
    expect(await approve(await someone()), "twice").toBe("changed");
    expect((await make(second, id)).isBegun, "by another").toBe(false);
    const { isBegun, passphrase } = await make(who, id);
    expect(isBegun).toBe(true);
    expect((await make(who, id)).isBegun, "again").toBe(false);
    const { text } = await unzip((await fileOf(who, id)) ?? new ArrayBuffer(0), passphrase);
    expect(text).toContain(`"홍시험","'01000000001"`);
  });

  it("is not approved by whom the requester created, nor after its time", async () => {
    const [who, created] = [await someone(), await someone()];
    const id = await ask(who, { isMasked: false });
    const at = new Date();
    await db.auditEvent.create({
      data: { at, kind: "administrator_created", actor: who.id, subject: created.id, detail: {} },
    });
    const approve = async (by: Owner, now = new Date()) =>
      approveExport(db, by, { id, digest: await digest(id) }, now);
    expect(await approve(created)).toBe("refused");
    const grandchild = await someone();
    const event = { at, kind: "administrator_created", detail: {} };
    await db.auditEvent.create({
      data: { ...event, actor: created.id, subject: grandchild.id },
    });
    expect(await approve(grandchild), "by whom they created").toBe("refused");
    const isOffered = async (by: Owner) =>
      (await listExports(db.$statements, by.id)).find((each) => each.id === id)?.mayApprove;
    for (const each of [who, created, grandchild]) expect(await isOffered(each)).toBe(false);
    expect(await isOffered(await someone()), "to anybody else").toBe(true);
    expect(await approve(await someone(), new Date(Date.now() + exportLifetime + 1_000))).toBe(
      "changed",
    );
  });

  it("is held to that by the database itself", async () => {
    const who = await someone();
    const id = await ask(who, { isMasked: false });
    const change = (data: object) => db.export.update({ where: { id }, data });
    await expect(change({ state: "ready" })).rejects.toThrow();
    await expect(change({ approverId: who.id })).rejects.toThrow();
    await expect(change({ isMasked: true })).rejects.toThrow();
    await expect(change({ columns: ["id", "phone"] })).rejects.toThrow();
    await expect(
      change({
        approverId: "x",
        approvedAt: new Date(),
        approvedDigest: "0".repeat(64),
        state: "ready",
      }),
    ).rejects.toThrow();
  });

  it("stops at its ceiling, when it is cancelled, and is gone after its time", async () => {
    const who = await someone();
    await openMember(db);
    await openMember(db);
    const small = await ask(who, { ceiling: 1 });
    await make(who, small);
    expect(await rowOf(small)).toMatchObject({ state: "failed", fault: "more_than_ceiling" });
    const given = await ask(who);
    const begun = await beginExport(db, who, given, new Date());
    if (begun === null) throw new Error("It did not begin");
    expect(await cancelExport(db, who, given, new Date())).toBe(true);
    await makeExport(begun, who, "any", context);
    expect((await rowOf(given)).state).toBe("cancelled");
    const made = await ask(who);
    await make(who, made);
    const later = new Date(Date.now() + exportLifetime + 60_000);
    expect(await openExport(db, who, made, later)).toBeNull();
    await forgetExports(db, later);
    expect((await rowOf(made)).state).toBe("expired");
    for (const exportId of [small, given, made]) {
      expect(await db.exportChunk.count({ where: { exportId } })).toBe(0);
    }
  });

  it("of a server that is gone is given up", async () => {
    const who = await someone();
    const id = await ask(who);
    await beginExport(db, who, id, new Date());
    await forgetExports(db, new Date(Date.now() + 10 * 60_000));
    expect(await rowOf(id)).toMatchObject({ state: "failed", fault: "lost" });
  });

  it.each(["attempts", "audit"] as const)("takes out %s too", async (kind) => {
    const who = await someone();
    const id = await ask(who, { kind, columns: ["at", kind === "audit" ? "kind" : "code"] });
    const { passphrase } = await make(who, id);
    const { text } = await unzip((await fileOf(who, id)) ?? new ArrayBuffer(0), passphrase);
    expect(text).toContain('"at"');
    expect((await rowOf(id)).state).toBe("made");
  });
});
