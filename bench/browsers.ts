import type { Client } from "pg";
import { sealData } from "iron-session";
import { sealContent } from "@/lib/browser/cookie-seal";
import { recordConsent } from "@/lib/consents/documents";
import { hashToken, randomToken } from "@/lib/crypto/token";

/**
 * Browsers that have begun an attempt and come back from PortOne, each of another person: the row of
 * the attempt in `table`, and the cookie with its ticket. A record of peers/portone.ts is theirs.
 */
export async function prepareBrowsers(
  client: Client,
  { table, from, count, secret, former }: Preparation,
): Promise<Browser[]> {
  const at = Date.now();
  const browsers = Array.from({ length: count }, (_, place) => {
    const number = `${from + place}`.padStart(12, "0");
    return { number, id: `bench${number}`, nonce: randomToken() };
  });
  const consents = (["terms", "privacy"] as const).map((id) =>
    recordConsent(id, "ko", new Date(at)),
  );
  const columns = [
    browsers.map(({ id }) => id),
    browsers.map(({ nonce }) => Buffer.from(hashToken(nonce))),
  ];
  await client.query(statements[table], [...columns, JSON.stringify(consents)]);
  await client.query(`ANALYZE ${table}`);
  return Promise.all(
    browsers.map(async ({ number, id, nonce }) => {
      const ticket = { id, nonce, purpose: "signup", at };
      const name = `verified-signup-attempt-${id.slice(0, 8)}`;
      const seal = former
        ? await sealData(ticket, { password: secret, ttl: seconds })
        : sealContent(ticket, [secret], { name, seconds, now: new Date(at) });
      return { number, cookie: `${name}=${seal}` };
    }),
  );
}

const seconds = 3 * 24 * 3_600;

const statements = {
  attempts: `INSERT INTO attempts (id, purpose, state, nonce_hash, consents, created_at, expires_at)
    SELECT id, 'signup', 'issued', nonce_hash, $3::jsonb, now(), now() + interval '30 minutes'
    FROM unnest($1::text[], $2::bytea[]) AS row (id, nonce_hash)`,
  bench_attempts: `INSERT INTO bench_attempts (id, nonce_hash, consents, expires_at)
    SELECT id, nonce_hash, $3::jsonb, now() + interval '30 minutes'
    FROM unnest($1::text[], $2::bytea[]) AS row (id, nonce_hash)`,
};

/** The tables of the peers. */
export const peersTables = `
CREATE TABLE bench_bare (imp_uid text, unique_key text, name text, birthday text);
CREATE TABLE bench_express (unique_key text PRIMARY KEY, imp_uid text UNIQUE, name text, birthday text);
CREATE TABLE bench_attempts (id text PRIMARY KEY, nonce_hash bytea NOT NULL,
  state text NOT NULL DEFAULT 'issued', provider_id text UNIQUE, person_sealed bytea,
  verified_at timestamptz, consents jsonb NOT NULL, expires_at timestamptz NOT NULL);
CREATE TABLE bench_people (index bytea PRIMARY KEY, account_id text NOT NULL);
CREATE TABLE bench_accounts (id text PRIMARY KEY, email text UNIQUE, password_hash text NOT NULL);
`;

type Preparation = {
  table: keyof typeof statements;
  /** The first one's number; no two may have the same. */
  from: number;
  count: number;
  secret: string;
  /** Sealed as versions up to November 2026 did, which open no other seal. */
  former: boolean;
};
export type Browser = { number: string; cookie: string };
