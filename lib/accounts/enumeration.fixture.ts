import { openAccount } from "@/lib/accounts/open-account";
import {
  contextWith,
  inventCredentials,
  inventPerson,
  openMember,
  verify,
} from "@/lib/accounts/sign-up.fixture";
import type { Database } from "@/lib/db";
import { checkCredentials } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import { recoverAccount } from "@/lib/recovery/recover-account";
import { verifyFor } from "@/lib/recovery/recovery.fixture";

/** What somebody could time who wants to know whether an address is a member's. */
export const measures = { joining, login, recovery };

/** Opening an account with an address that somebody has confirmed, and with one that nobody has. */
async function joining(db: Database, runs: number): Promise<Medians<"known" | "unknown">> {
  return byTurns(runs, ["known", "unknown"], async () => {
    const addresses = await inventAddresses(db);
    return async (kind) => {
      const { attempt } = await verify(db, inventPerson());
      const { password } = inventCredentials();
      const context = contextWith(db, { kind: "unknown" });
      return timed(async () => {
        const credentials = { email: addresses[kind], password };
        const outcome = await openAccount(attempt, credentials, context);
        if (outcome.kind !== "opened") throw new Error("not opened");
      });
    };
  });
}

/** A wrong password for a member's address, for nobody's, and for one with which another joined, too. */
async function login(db: Database, runs: number): Promise<Medians<keyof Addresses>> {
  return byTurns(runs, ["known", "unknown", "shared"], async () => {
    const addresses = await inventAddresses(db);
    return (kind) =>
      timed(async () => {
        const typed = { email: addresses[kind], password: "not the password" };
        const context = contextWith(db, { kind: "unknown" });
        const found = await checkCredentials(members, db, typed, context);
        if (found !== null) throw new Error("let in");
      });
  });
}

/** A new password after identity verification, with a new address that another has confirmed, or nobody. */
async function recovery(db: Database, runs: number): Promise<Medians<"known" | "unknown">> {
  return byTurns(runs, ["known", "unknown"], async () => {
    const addresses = await inventAddresses(db);
    return async (kind) => {
      const person = inventPerson();
      await openMember(db, person);
      const { attempt, context } = await verifyFor(db, { purpose: "recovery" }, person);
      const typed = { email: addresses[kind], password: "a brand new battery" };
      return timed(async () => {
        const outcome = await recoverAccount(attempt, typed, { ...context, hasPasskey: false });
        if (outcome.kind !== "recovered") throw new Error(outcome.code);
      });
    };
  });
}

/** `known`: a member has confirmed it. `shared`: the same, and another member says that it is theirs. */
async function inventAddresses(db: Database): Promise<Addresses> {
  const [known, shared] = [await confirmedAddress(db), await confirmedAddress(db)];
  const other = await openMember(db);
  await db.account.update({ where: { id: other }, data: { email: shared } });
  return { known, shared, unknown: inventCredentials().email };
}

async function confirmedAddress(db: Database): Promise<string> {
  const id = await openMember(db);
  const data = { emailConfirmedAt: new Date() };
  return (await db.account.update({ where: { id }, data })).email;
}

/** Medians of milliseconds; the kinds take turns in being first, so that all have the same machine. */
async function byTurns<K extends string>(
  runs: number,
  kinds: readonly K[],
  prepare: () => Promise<(kind: K) => Promise<number>>,
): Promise<Medians<K>> {
  const times = new Map(kinds.map((kind) => [kind, [] as number[]]));
  for (let run = -10; run < runs; run += 1) {
    const measure = await prepare();
    const first = (run + 10) % kinds.length;
    for (const kind of [...kinds.slice(first), ...kinds.slice(0, first)]) {
      const taken = await measure(kind);
      if (run >= 0) times.get(kind)?.push(taken);
    }
  }
  return kinds.map((kind) => ({ kind, milliseconds: median(times.get(kind) ?? []) }));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type Addresses = { known: string; unknown: string; shared: string };
export type Medians<K extends string = string> = { kind: K; milliseconds: number }[];
