import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { expireAttempts, issueAttempt, type AttemptView } from "../verification/attempts";
import { confirmIdentity } from "../verification/confirm-identity";
import { findWard, isConsentGiven, makeGuardianLink, readWard } from "./guardian-consent";
import { openAccount } from "../accounts/open-account";
import { guardianLifetime } from "../accounts/join-purpose";
import { unsealGuardian } from "./sealing";
import {
  beginSignUp,
  inventCredentials,
  inventImpUid,
  inventPerson,
  refind,
  contextWith,
  verified,
  reread,
} from "../accounts/sign-up.fixture";
import { recordConsent } from "@/lib/consents/documents";

const now = new Date("2026-11-23T03:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const child = () => inventPerson({ name: "홍어린", birthDate: "2014-05-05" });
const changes = {
  now,
  policy: { kind: "international", years: 14 },
  guardianConsent: true,
} as const;

describe.each(inject("databases"))("a guardian's consent on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const context = contextWith(db, { kind: "unknown" }, changes);

  async function waitingChild(person = child()) {
    const attempt = await beginSignUp(db, now);
    const asked = contextWith(db, verified(attempt.id, person, now), changes);
    const outcome = await confirmIdentity(attempt, inventImpUid(), asked);
    return { outcome, ward: await reread(db, attempt) };
  }
  async function verifyGuardian(ward: AttemptView, person = inventPerson(), at = now) {
    const consents = [recordConsent("guardian", "ko", at)];
    const aim = { purpose: "guardian" as const, wardAttemptId: ward.id };
    const ticket = await issueAttempt(db, { ...aim, consents, now: at });
    if (ticket === null) throw new Error("no ward");
    const attempt = await refind(db, ticket, { purpose: "guardian", now: at });
    const asked = contextWith(db, verified(attempt.id, person, at), { ...changes, now: at });
    const outcome = await confirmIdentity(attempt, inventImpUid(), asked);
    return { outcome, guardian: await reread(db, attempt) };
  }

  it("opens the child's account, and not without it", async () => {
    const { outcome, ward } = await waitingChild();
    expect(outcome).toEqual({ kind: "confirmed", guardianRequired: true });
    expect(await openAccount(ward, inventCredentials(), context)).toEqual({
      kind: "declined",
      code: "guardian_required",
    });
    const parent = inventPerson({ name: "홍보호" });
    const { outcome: consented, guardian } = await verifyGuardian(ward, parent);
    expect(consented).toEqual({ kind: "consumed" });
    expect(guardian).toMatchObject({ state: "consumed", sealedPerson: null });
    const opened = await openAccount(await reread(db, ward), inventCredentials(), context);
    expect(opened.kind).toBe("opened");
    const consent = await db.guardianConsent.findUniqueOrThrow({
      where: { wardAttemptId: ward.id },
    });
    expect(consent).toMatchObject({ document: "guardian", guardianAttemptId: guardian.id });
    const sealed = { sealed: consent.guardianSealed, keyId: consent.guardianSealedKeyId };
    expect(unsealGuardian(sealed, ward.id, context.sealKeys)).toMatchObject({
      name: "홍보호",
      ci: null,
      di: null,
    });
    expect(
      await db.auditEvent.count({ where: { kind: "guardian_consented", subject: ward.id } }),
    ).toBe(1);
  });

  it("is refused from the child, from a minor, and from a person without a CI", async () => {
    const person = child();
    const { ward } = await waitingChild(person);
    for (const [guardian, code] of [
      [{ ...person, birthDate: "1980-01-01", phone: "01000000002" }, "guardian_same_person"],
      [inventPerson({ birthDate: "2007-11-24" }), "guardian_under_age"],
      [inventPerson({ ci: null, di: null }), "no_ci"],
    ] as const) {
      const { outcome, guardian: attempt } = await verifyGuardian(ward, guardian);
      expect(outcome).toMatchObject({ kind: "declined", code });
      expect(attempt).toMatchObject({ state: "refused", sealedPerson: null });
    }
    expect(await isConsentGiven(ward, context)).toBe(false);
    const ofAgeToday = inventPerson({ birthDate: "2007-11-23" });
    expect((await verifyGuardian(ward, ofAgeToday)).outcome).toEqual({ kind: "consumed" });
  });

  it("counts once, by the first guardian, also when two come at the same time", async () => {
    const { ward } = await waitingChild();
    const both = await Promise.all([verifyGuardian(ward), verifyGuardian(ward)]);
    const kinds = both.map(({ outcome }) => outcome.kind).sort();
    expect(kinds).toEqual(["consumed", "declined"]);
    expect(await db.guardianConsent.count({ where: { wardAttemptId: ward.id } })).toBe(1);
    expect(both.every(({ guardian }) => guardian.sealedPerson === null)).toBe(true);
  });

  it("comes by a link that works once, that a new one replaces, and that ends after a day", async () => {
    const { ward } = await waitingChild();
    const first = await makeGuardianLink(ward, context);
    const second = await makeGuardianLink(ward, context);
    if (first === null || second === null) throw new Error("no link");
    expect(await findWard(first, context)).toBeNull();
    expect(await findWard(second, context)).toEqual({ wardAttemptId: ward.id });
    const tomorrow = { ...context, now: later(guardianLifetime) };
    expect(await findWard(second, tomorrow)).toBeNull();
    await verifyGuardian(ward);
    expect(await findWard(second, context)).toBeNull();
    expect(await makeGuardianLink(ward, context)).toBeNull();
  });

  it("cannot be given after the child's attempt is over, and is deleted with it", async () => {
    const { ward } = await waitingChild();
    await verifyGuardian(ward);
    await expireAttempts(db, later(guardianLifetime));
    expect(await db.guardianConsent.count({ where: { wardAttemptId: ward.id } })).toBe(0);
    expect(await readWard(ward.id, context)).toBeNull();
    const { outcome, guardian } = await verifyGuardian(ward);
    expect(outcome).toMatchObject({ code: "guardian_link_expired" });
    expect(guardian).toMatchObject({ state: "failed", sealedPerson: null });
  });

  it("needs an attempt of its own, which serves no other purpose", async () => {
    const { ward } = await waitingChild();
    const { guardian } = await verifyGuardian(ward);
    expect(await openAccount(guardian, inventCredentials(), context)).toMatchObject({
      code: "attempt_missing",
    });
    expect(await makeGuardianLink(guardian, context)).toBeNull();
    const { ward: another } = await waitingChild();
    // Other sign-ups, of an adult and of a child, and a consent for another child.
    const grown = await beginSignUp(db, now);
    const asked = contextWith(db, verified(grown.id, inventPerson(), now), changes);
    expect(await confirmIdentity(grown, inventImpUid(), asked)).toEqual({
      kind: "confirmed",
      guardianRequired: false,
    });
    await waitingChild();
    expect(await isConsentGiven(ward, context)).toBe(true);
    expect(await isConsentGiven(another, context)).toBe(false);
    const held = await reread(db, another);
    expect(await openAccount(held, inventCredentials(), context)).toMatchObject({
      code: "guardian_required",
    });
    expect(await makeGuardianLink(await reread(db, grown), context)).toBeNull();
    // An adult's verification for a sign-up is no consent, even for this child.
    expect(await db.guardianConsent.count({ where: { wardAttemptId: another.id } })).toBe(0);
    const { outcome } = await verifyGuardian(another);
    expect(outcome).toEqual({ kind: "consumed" });
    expect((await openAccount(await reread(db, another), inventCredentials(), context)).kind).toBe(
      "opened",
    );
  });

  it("is not asked for where the setting is off: there a child is too young", async () => {
    const attempt = await beginSignUp(db, now);
    const asked = contextWith(db, verified(attempt.id, child(), now), {
      ...changes,
      guardianConsent: false,
    });
    expect(await confirmIdentity(attempt, inventImpUid(), asked)).toEqual({
      kind: "declined",
      code: "under_age",
      admittedFrom: "2028-05-05",
    });
    const { outcome, ...row } = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    expect(outcome).toBe("under_age");
    expect(JSON.stringify(row)).not.toContain("05-05");
  });
});
