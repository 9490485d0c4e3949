import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import {
  database,
  getCertification,
  keptToken,
  readImpUid,
  serve,
  setting,
  type Certification,
} from "./common.js";

/**
 * The least that defends an exchange: this browser's ticket, an id that is held once before PortOne
 * is asked, the record of this attempt alone, a person recognised by a keyed index and sealed. Three
 * prepared statements.
 */
serve(async (body, request) => {
  const impUid = readImpUid(body);
  const { id, nonce } = openTicket(request);
  const held = await database.query({
    name: "hold",
    text: `UPDATE bench_attempts SET state = 'confirming', provider_id = $2
      WHERE id = $1 AND nonce_hash = $3 AND state = 'issued' AND expires_at > now()`,
    values: [id, hmac(impUid).toString("base64url"), createHash("sha256").update(nonce).digest()],
  });
  if (held.rowCount !== 1) throw new Error("Not issued");
  const person = await getCertification(impUid, await keptToken());
  if (person.merchant_uid !== id) throw new Error("Another attempt's");
  const known = await database.query({
    name: "recognise",
    text: "SELECT account_id FROM bench_people WHERE index = $1",
    values: [hmac(person.unique_key)],
  });
  if (known.rowCount !== 0) throw new Error("Already joined");
  const ended = await database.query({
    name: "end",
    text: `UPDATE bench_attempts SET state = 'confirmed', person_sealed = $2, verified_at = $3
      WHERE id = $1 AND state = 'confirming'`,
    values: [id, seal(person, id), new Date(person.certified_at * 1_000)],
  });
  if (ended.rowCount !== 1) throw new Error("Not held any more");
  return { next: "/signup/details" };
});

function openTicket({ headers }: IncomingMessage): z.infer<typeof ticket> {
  const [, name = "", sealed = ""] =
    /(verified-signup-attempt-\w+)=([^;]+)/.exec(headers.cookie ?? "") ?? [];
  const parts = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", cookieKey, parts.subarray(1, 13));
  decipher.setAAD(Buffer.from(name)).setAuthTag(parts.subarray(13, 29));
  const opened = Buffer.concat([decipher.update(parts.subarray(29)), decipher.final()]);
  if (opened.readUIntBE(0, 6) <= Date.now()) throw new Error("Over");
  return ticket.parse(JSON.parse(opened.toString("utf8", 6)));
}

const cookieKey = Buffer.from(hkdfSync("sha256", setting("SESSION_SECRETS"), "", "cookies", 32));
const ticket = z.object({ id: z.string(), nonce: z.string() });
const [indexKey, sealKey] = [randomBytes(32), randomBytes(32)];

function hmac(text: string): Buffer {
  return createHmac("sha256", indexKey).update(text).digest();
}

function seal(person: Certification, id: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey, iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(person)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}
