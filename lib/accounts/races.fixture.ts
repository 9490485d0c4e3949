import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expireAttempts, type AttemptView } from "@/lib/verification/attempts";
import { indexesOf } from "@/lib/accounts/recognise";
import { confirmIdentity } from "@/lib/verification/confirm-identity";
import { leave } from "@/lib/accounts/leave";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import { openAccount, type OpenOutcome } from "@/lib/accounts/open-account";
import {
  actAs,
  beginSignUp,
  inventCredentials,
  inventImpUid,
  inventPerson,
  mailing,
  contextWith,
  verified,
  reread,
} from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing, type KeyRing } from "@/lib/crypto/key-ring";
import { openClient, openDatabase, type Database } from "@/lib/db";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { rotateKeys } from "@/prisma/commands/rotate-keys";

/**
 * Concurrent browsers of a few people: some send the same id or form twice, some another's id, some
 * share one e-mail, some leave and come back at once. Servers have the old or the new keys, while
 * keys are rotated and attempts are swept.
 */
const crowd = fc.record({
  people: fc.integer({ min: 1, max: 3 }),
  browsers: fc.array(
    fc.record({
      person: fc.nat(2),
      afterChange: fc.boolean(),
      sharedEmail: fc.boolean(),
      sendsIdTwice: fc.boolean(),
      sendsFormTwice: fc.boolean(),
      leaves: fc.boolean(),
      stealsFrom: fc.option(fc.nat(7), { nil: null }),
    }),
    { minLength: 2, maxLength: 8 },
  ),
  rotates: fc.boolean(),
  sweeps: fc.boolean(),
  rejoinCooldownDays: fc.constantFrom(0, 30),
});
type Crowd = typeof crowd extends fc.Arbitrary<infer T> ? T : never;
type Browser = Crowd["browsers"][number];

/**
 * Runs crowds against the database at `url`, which it empties. A crowd that breaks an invariant is
 * shrunk and thrown with its seed, by which it can be run again.
 */
export async function runRaces(url: string, options: RacesOptions): Promise<void> {
  const db = openDatabase(url);
  let done = 0;
  const property = fc.asyncProperty(crowd, async (each) => {
    await runCrowd(url, db, each);
    options.progress?.((done += 1));
  });
  try {
    const { runs: numRuns, seed } = options;
    await fc.assert(property, { numRuns, ...(seed === undefined ? {} : { seed }) });
  } finally {
    await db.$disconnect();
  }
}

async function runCrowd(url: string, db: Database, options: Crowd): Promise<void> {
  await truncate(url);
  const [old, fresh] = [newKey("old"), newKey("fresh")];
  const rings = {
    before: parseKeyRing(`${old},${fresh}`),
    after: parseKeyRing(`${fresh},${old}`),
  };
  const people = Array.from({ length: options.people }, () => inventPerson());
  const shared = inventCredentials();
  const visits = await Promise.all(
    options.browsers.map(async (browser) => ({
      ...browser,
      attempt: await beginSignUp(db),
      impUid: inventImpUid(),
      who: people[browser.person % people.length] ?? inventPerson(),
      credentials: browser.sharedEmail ? shared : inventCredentials(),
      ring: browser.afterChange ? rings.after : rings.before,
      rejoinCooldownDays: options.rejoinCooldownDays,
    })),
  );
  const rotation = { sealKeys: rings.after, indexKeys: rings.after };
  const [walks] = await Promise.all([
    Promise.all(visits.map((visit) => walk(db, visit, visits))),
    options.rotates ? rotateKeys(url, rotation) : null,
    options.sweeps ? expireAttempts(db, new Date()) : null,
  ]);
  if (options.rotates) await rotateKeys(url, rotation);
  await requireInvariants(db, {
    people,
    walks,
    ring: rings.after,
    rotates: options.rotates,
    rejoins: options.rejoinCooldownDays === 0,
  });
}

/** One browser's way; whatever it is refused on the way, the rest must hold. */
async function walk(db: Database, visit: Visit, all: readonly Visit[]): Promise<Walk> {
  const joined = await join(db, visit, all);
  const [account] = joined.flatMap((each) => (each.kind === "opened" ? [each.accountId] : []));
  if (!visit.leaves || account === undefined) return { who: visit.who, joined, left: null };
  const keys = { sealKeys: visit.ring, indexKeys: visit.ring };
  const { rejoinCooldownDays } = visit;
  const context = { db, ...keys, mailing, rejoinCooldownDays, now: new Date() };
  const acting = await actAs(db, account);
  const leaving = () => leave(acting, context);
  await Promise.all(visit.sendsFormTwice ? [leaving(), leaving()] : [leaving()]);
  const again = { ...visit, attempt: await beginSignUp(db), impUid: inventImpUid() };
  return { who: visit.who, joined: await join(db, again, all), left: account };
}

async function join(db: Database, visit: Visit, all: readonly Visit[]): Promise<OpenOutcome[]> {
  const { attempt, impUid, who, ring, credentials } = visit;
  const keys = { sealKeys: ring, indexKeys: ring };
  const context = contextWith(db, verified(attempt.id, who), keys);
  const victim = visit.stealsFrom === null ? undefined : all[visit.stealsFrom];
  if (victim !== undefined && victim !== visit) {
    const stolen = contextWith(db, verified(victim.attempt.id, victim.who), keys);
    await confirmIdentity(attempt, victim.impUid, stolen);
  }
  const confirm = () => confirmIdentity(attempt, impUid, context);
  await Promise.all(visit.sendsIdTwice ? [confirm(), confirm()] : [confirm()]);
  const confirmed = await reread(db, attempt);
  const open = () => openAccount(confirmed, credentials, context);
  return Promise.all(visit.sendsFormTwice ? [open(), open()] : [open()]);
}

async function requireInvariants(db: Database, ended: Ended) {
  const { people, walks, ring, rotates, rejoins } = ended;
  const accounts = await db.account.findMany({ include: { uniqueKeyIndexes: true } });
  const ids = new Set(accounts.map(({ id }) => id));
  const left = new Set(walks.flatMap((each) => each.left ?? []));
  for (const outcome of walks.flatMap(({ joined }) => joined)) {
    if (outcome.kind !== "opened" || left.has(outcome.accountId)) continue;
    if (!ids.has(outcome.accountId)) throw new Error("account lost");
  }
  if ([...left].some((id) => ids.has(id))) throw new Error("an account that was left is there");
  if (accounts.length > people.length) throw new Error("more accounts than people");
  for (const person of people) {
    const indexes = indexesOf(uniqueKeysOf(person, "ci"), ring).map(({ index }) => hex(index));
    const own = accounts.filter((account) => indexes.includes(hex(account.uniqueKeyIndex)));
    if (own.length > 1) throw new Error("one person, two accounts");
    const hasLeft = walks.some((each) => each.who === person && each.left !== null);
    if (hasLeft && !rejoins && own.length > 0) throw new Error("somebody came back too early");
    for (const { uniqueKeyIndexes } of own) {
      const known = uniqueKeyIndexes.map(({ index }) => hex(index)).sort();
      if (known.join() !== indexes.sort().join()) throw new Error("an index is missing");
    }
  }
  if (rotates && accounts.some((account) => account.profileSealedKeyId !== "fresh")) {
    throw new Error("not rotated");
  }
  const sealed = await db.attempt.findMany({ where: { personSealed: { not: null } } });
  if (sealed.some(({ state }) => state !== "confirmed"))
    throw new Error("a person was left behind");
  if ((await db.attempt.count({ where: { state: "confirming" } })) > 0) {
    throw new Error("an attempt is stuck");
  }
}

async function truncate(url: string): Promise<void> {
  const client = await openClient(url);
  await client.query("TRUNCATE attempts, accounts, unique_key_indexes, departures, mails CASCADE");
  await client.end();
}

function newKey(id: string): string {
  return `${id}:${randomBytes(32).toString("base64")}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export type RacesOptions = { runs: number; seed?: number; progress?: (done: number) => void };
type Visit = Browser & {
  attempt: AttemptView;
  impUid: string;
  who: VerifiedPerson;
  credentials: ReturnType<typeof inventCredentials>;
  ring: KeyRing;
  rejoinCooldownDays: number;
};
/** `left`: the account that was opened and then closed. */
type Walk = { who: VerifiedPerson; joined: OpenOutcome[]; left: string | null };
type Ended = {
  people: VerifiedPerson[];
  walks: Walk[];
  ring: KeyRing;
  rotates: boolean;
  /** Whether a person who left may come back at once. */
  rejoins: boolean;
};
