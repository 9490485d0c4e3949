import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { contextWith, openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { issueLink } from "@/lib/mail/links";
import { aloneAt } from "./job-lease";
import { jobsOfEachMinute } from "./every-minute";

describe.each(inject("databases"))(
  "a job of which one server at a time does, on $name",
  ({ url }) => {
    const [db, other] = [openDatabase(url), openDatabase(url)];
    afterAll(() => Promise.all([db.$disconnect(), other.$disconnect()]));
    const now = new Date();
    const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const name = () => `test_${randomBytes(6).toString("hex")}`;

    it("is left alone while another is at it, and done again afterwards", async () => {
      const job = name();
      const during = await aloneAt(job, { db, now }, () =>
        aloneAt(job, { db: other, now: after(1) }, () => Promise.resolve("twice")),
      );
      expect(during).toBeNull();
      expect(await aloneAt(job, { db: other, now }, () => Promise.resolve("again"))).toBe("again");
    });

    it("is done by one of ten that begin at once", async () => {
      const job = name();
      let [atOnce, most] = [0, 0];
      const work = async () => {
        most = Math.max(most, (atOnce += 1));
        await new Promise((resolve) => setTimeout(resolve, 20));
        atOnce -= 1;
      };
      const servers = Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? db : other));
      await Promise.all(servers.map((server) => aloneAt(job, { db: server, now }, work)));
      expect(most).toBe(1);
    });

    it("goes on after a fault, and five minutes after a server died", async () => {
      const job = name();
      const failing = () => Promise.reject(new Error("odd"));
      await expect(aloneAt(job, { db, now }, failing)).rejects.toThrow("odd");
      void aloneAt(job, { db, now }, () => new Promise<never>(() => undefined));
      while ((await db.jobLease.count({ where: { name: job, leasedUntil: after(5) } })) === 0);
      const take = (at: Date) =>
        aloneAt(job, { db: other, now: at }, () => Promise.resolve("taken"));
      expect(await take(after(4))).toBeNull();
      expect(await take(after(5))).toBe("taken");
    });

    it("is each destruction of the minute", async () => {
      const context = contextWith(db, { kind: "unknown" }, { now });
      const accountId = await openMember(db);
      await db.$transaction((tx) => issueLink(tx, { purpose: "not_me", accountId }, new Date(0)));
      const run = jobsOfEachMinute(context, () => now).find((each) => each.name === "forget_links");
      if (run === undefined) throw new Error("no such job");
      const mine = { accountId, purpose: "not_me" as const };
      await aloneAt("forget_links", { db: other, now }, async () => {
        await run.run();
        expect(await db.link.count({ where: mine })).toBe(1);
      });
      await run.run();
      expect(await db.link.count({ where: mine })).toBe(0);
    });
  },
);
