import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inventKeys, mailing, openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { beginExport, openExport } from "@/lib/exports/make-export";
import { approveExport, cancelExport, requestExport, type NewExport } from "@/lib/exports/requests";
import { AdmissionOver } from "@/lib/logins/account-gone";
import type { Owner } from "@/lib/logins/admission";
import { endOtherAdministratorLogins } from "@/lib/logins/administrators";
import { accountVersion } from "./account-version";
import { acts, actOnAccount } from "./act-on-account";
import {
  changeRole,
  noteRightsCheck,
  removeAdministrator,
  unlockAdministrator,
} from "./administrators";
import { employ } from "./employed.fixture";
import { inviteAdministrator, withdrawInvitation } from "./invitations";
import { reveal } from "./reveal";

const now = new Date();
const invited = () => ({
  email: `${randomBytes(6).toString("hex")}@example.com`,
  ...({ name: "김새롬", role: "viewer", locale: "ko" } as const),
});
const keys = inventKeys();

/** Everything that an administrator changes, or sees in full, named as a function of who does it. */
describe.each(inject("databases").slice(0, 1))(
  "who was let in a moment ago, on $name",
  ({ url }) => {
    const db = openDatabase(url);
    afterAll(() => db.$disconnect());
    const context = { db, ...keys, mailing, rejoinCooldownDays: 30, now };
    let member: string;
    let colleague: string;
    let waiting: string;
    const wanted: NewExport = {
      ...{ kind: "people", from: null, until: null, isMasked: false, ceiling: 10 },
      ...{ columns: ["id"], purpose: "to answer an inspection" },
    };
    beforeAll(async () => {
      member = await openMember(db);
      colleague = (await employ(db, "viewer")).id;
      waiting = await requestExport(db, await employ(db, "owner"), wanted, now);
    });
    const why = { reason: "asked_by_member", note: "by phone" } as const;
    const deeds: [string, (by: Owner) => Promise<unknown>][] = [
      ...acts.map((act): [string, (by: Owner) => Promise<unknown>] => [
        act,
        async (by) => {
          const account = await db.account.findUniqueOrThrow({ where: { id: member } });
          const asked = { id: member, act, version: accountVersion(account), ...why };
          return actOnAccount(by, asked, context);
        },
      ]),
      ["reveal", (by) => reveal(by, { id: member, field: "name", ...why }, context)],
      ["role", (by) => changeRole(by, { id: colleague, from: "viewer", role: "owner" }, context)],
      ["remove", (by) => removeAdministrator(by, colleague, context)],
      ["unlock an administrator", (by) => unlockAdministrator(by, colleague, context)],
      ["check of rights", (by) => noteRightsCheck(by, context)],
      ["invite", (by) => inviteAdministrator(by, invited(), context)],
      ["withdraw", (by) => withdrawInvitation(by, "any", context)],
      ["request", (by) => requestExport(db, by, wanted, now)],
      [
        "approve",
        async (by) => {
          const { digest } = await db.export.findUniqueOrThrow({ where: { id: waiting } });
          return approveExport(db, by, { id: waiting, digest }, now);
        },
      ],
      ["begin", (by) => beginExport(db, by, waiting, now)],
      ["cancel", (by) => cancelExport(db, by, waiting, now)],
      ["download", (by) => openExport(db, by, waiting, now)],
    ];
    const standing = async (by: Owner) => [
      await db.account.findUnique({ where: { id: member } }),
      await db.administrator.findUnique({ where: { id: colleague } }),
      await db.export.findUnique({ where: { id: waiting } }),
      await db.auditEvent.count({ where: { actor: by.id } }),
    ];

    it.each(deeds)("does nothing more once their login was ended: %s", async (_, deed) => {
      const by = await employ(db, "owner");
      const other = await employ(db, "owner", by.id);
      await endOtherAdministratorLogins(db, other.login, "others", now);
      const before = await standing(by);
      await expect(deed(by)).rejects.toThrow(new AdmissionOver("administrator_needed"));
      expect(await standing(by)).toEqual(before);
    });

    it.each(deeds)("does nothing more once their role was lowered: %s", async (_, deed) => {
      const by = await employ(db, "owner");
      await employ(db, "owner");
      await db.administrator.update({ where: { id: by.id }, data: { role: "viewer" } });
      const before = await standing(by);
      await expect(deed(by)).rejects.toThrow(new AdmissionOver("role_needed"));
      expect(await standing(by)).toEqual(before);
    });

    it("is told apart where two owners lower each other: the first does, the second is nobody by then", async () => {
      const both = [await employ(db, "owner"), await employ(db, "owner")] as const;
      await employ(db, "owner");
      const [first, second] = both;
      const done = await Promise.allSettled([
        changeRole(first, { id: second.id, from: "owner", role: "viewer" }, context),
        changeRole(second, { id: first.id, from: "owner", role: "viewer" }, context),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const roles = await db.administrator.findMany({
        where: { id: { in: [first.id, second.id] } },
      });
      expect(roles.map(({ role }) => role).sort()).toEqual(["owner", "viewer"]);
    });
  },
);
