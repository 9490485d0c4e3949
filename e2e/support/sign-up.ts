import type { PrismaClient } from "@/lib/generated/prisma/client";
import { PlainClient, type Page } from "./plain-client";
import { inventEmail, type SandboxControl } from "./story";

export type Version = "v1" | "v2";

/** A browser that has given its consents, and its attempt's id. */
export async function begin(appUrl: string): Promise<{ client: PlainClient; attempt: string }> {
  const client = new PlainClient(appUrl);
  await client.submit(await client.get("/signup"), "terms", { terms: "on", privacy: "on" });
  let page = await client.get("/signup");
  // Under load the page may come so late that it first checks for a lost answer.
  for (let led = 0; page.location?.startsWith("/signup") && led < 3; led += 1) {
    page = await client.get(page.location);
  }
  return { client, attempt: attemptOn(page) };
}

/** The id of the attempt that a page would open PortOne's window for. */
function attemptOn(page: Page): string {
  const { text, status, location, path } = page;
  const attempt = /attemptId\\?":\\?"([A-Za-z0-9]+)/.exec(text)?.[1];
  if (attempt !== undefined) return attempt;
  throw new Error(`The page names no attempt: ${path} ${status} ${location ?? shownText(page)}`);
}

/** Adds a record to the sandbox without a window; resolves with the browser's callback body. */
export async function record(
  sandbox: SandboxControl,
  version: Version,
  attempt: string,
  options: RecordOptions,
): Promise<Record<string, string>> {
  const { person, outcome = "verified", at = new Date(), channelType = "LIVE", ...more } = options;
  if (version === "v2") {
    await sandbox.post("identity-verifications", {
      person,
      outcome,
      channelType,
      ...more,
      identityVerificationId: attempt,
      verifiedAt: at.toISOString(),
    });
    return { identityVerificationId: attempt };
  }
  const made = await sandbox.post("certifications", {
    person,
    outcome,
    merchant_uid: attempt,
    certified_at: at.getTime() / 1000,
  });
  return { imp_uid: JSON.stringify(made).match(/imp_\d+/)?.[0] ?? "" };
}

/** Up to the account's details. */
export async function verify(
  { appUrl, sandbox, version }: Place,
  options: RecordOptions,
): Promise<{ client: PlainClient; attempt: string; body: Record<string, string> }> {
  const { client, attempt } = await begin(appUrl);
  const body = await record(sandbox, version, attempt, options);
  const answer = await client.postJson("/certifications", body);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return { client, attempt, body };
}

export async function join(place: Place, options: RecordOptions) {
  const verified = await verify(place, options);
  const email = inventEmail();
  const details = await verified.client.get("/signup/details");
  const joined = await verified.client.submit(details, "email", { email, password });
  if (joined.location !== "/signup/complete")
    throw new Error(`${joined.status} ${joined.location}`);
  return { ...verified, email };
}

/** Up to the form of a new password. */
export async function verifyToRecover(
  { appUrl, sandbox, version }: Place,
  options: RecordOptions,
): Promise<{ client: PlainClient; form: Page }> {
  const client = new PlainClient(appUrl);
  await client.submit(await client.get("/recover"), "/recover/submit", {});
  const attempt = attemptOn(await client.get("/recover"));
  const body = await record(sandbox, version, attempt, options);
  const answer = await client.postJson("/certifications", body);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return { client, form: await client.get("/recover/password") };
}

/** Lets so much time pass since the member proved who they are that a sensitive step asks again. */
export async function passTime(db: PrismaClient, email: string): Promise<void> {
  await db.session.updateMany({
    where: { account: { email } },
    data: { authenticatedAt: new Date(Date.now() - 11 * 60_000) },
  });
}

export const password = "correct horse battery";

/** Status and code of the callback's JSON. */
export function coded({ status, text }: Page): [number, unknown] {
  const body: unknown = JSON.parse(text);
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : body;
  return [status, code];
}

/** The page's text without its scripts. */
export function shownText({ text }: Page): string {
  return text.replace(/<script[\s\S]*?<\/script>/g, "");
}

export const idName = { v1: "imp_uid", v2: "identityVerificationId" } as const;

export type Place = { appUrl: string; sandbox: SandboxControl; version: Version };
export type RecordOptions = {
  person: string;
  outcome?: string;
  at?: Date;
  channelType?: string;
  channelKey?: string;
  storeId?: string;
  provider?: string;
};
