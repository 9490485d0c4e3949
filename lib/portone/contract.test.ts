import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { developmentSettings, startSandbox, type RunningSandbox } from "@/sandbox/portone";
import { AccessToken } from "./access-token";
import { fetchCertification } from "./v1";
import { fetchIdentityVerification } from "./v2";

/** Both generations against the local PortOne: the same person, whichever is spoken. */
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

async function control(path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  const told: Record<string, unknown> = JSON.parse((await answer.text()) || "{}");
  return told;
}

function v1(keys: Partial<{ impKey: string; impSecret: string }> = {}) {
  const { impKey, impSecret } = developmentSettings;
  const now = () => performance.now();
  const settings = { apiUrl: sandbox.url, impKey, impSecret, now, ...keys };
  return { apiUrl: sandbox.url, accessToken: new AccessToken(settings) };
}

let count = 0;
const newId = () => `contract${(count += 1)}`;

async function certification(wish: object) {
  const { imp_uid } = await control("certifications", { merchant_uid: newId(), ...wish });
  return String(imp_uid);
}
async function identityVerification(wish: object) {
  const identityVerificationId = newId();
  await control("identity-verifications", { identityVerificationId, ...wish });
  return identityVerificationId;
}
function askV2(id: string, change: Partial<Parameters<typeof fetchIdentityVerification>[1]> = {}) {
  const { apiSecret, storeId, channelKey } = developmentSettings;
  const settings = { apiUrl: sandbox.url, apiSecret, storeId, channelKey, demandLive: true };
  return fetchIdentityVerification(id, { ...settings, ...change });
}

describe("both generations, asked at the local PortOne", () => {
  it.each([
    ["adult", "its own provider"],
    ["adult-new-phone", "its own provider"],
    ["foreigner", "its own provider"],
    ["no-ci", "its own provider"],
    ["no-di", "its own provider"],
    ["leap-day", "its own provider"],
    ["adult", "danal_without_phone"],
    ["adult", "kcp_v2"],
  ])("give one person for %s at %s", async (person, provider) => {
    const wish = { person, ...(provider === "its own provider" ? {} : { provider }) };
    const old = await fetchCertification(await certification(wish), v1());
    const young = await askV2(await identityVerification(wish));
    if (old.kind !== "verified" || young.kind !== "verified") throw new Error("not verified");
    expect(young.verification.person).toEqual(old.verification.person);
    expect(young.verification.provider).toBe(old.verification.provider);
  });

  it("tell a verification's attempt and time", async () => {
    const at = "2026-03-01T12:00:00Z";
    const seconds = Date.parse(at) / 1000;
    const told = { person: "adult", merchant_uid: "attempt7", certified_at: seconds };
    expect(await fetchCertification(await certification(told), v1())).toMatchObject({
      verification: { attemptId: "attempt7", verifiedAt: new Date(at) },
    });
    const id = await identityVerification({ person: "adult", verifiedAt: at });
    expect(await askV2(id)).toMatchObject({
      verification: { attemptId: id, verifiedAt: new Date(at) },
    });
  });

  it.each(["unfinished", "cancelled", "failed"])("verify nobody for %s", async (outcome) => {
    const wish = { person: "adult", outcome };
    const old = await fetchCertification(await certification(wish), v1());
    expect(["unfinished", "failed"]).toContain(old.kind);
    const young = await askV2(await identityVerification(wish));
    expect(["unfinished", "failed"]).toContain(young.kind);
  });

  it("know neither an invented id nor another merchant's", async () => {
    const unknown = { kind: "unknown" };
    expect(await fetchCertification("imp_999999999999", v1())).toEqual(unknown);
    expect(await askV2("nosuchid")).toEqual(unknown);
    const foreign = { person: "adult", foreign: true };
    expect(await fetchCertification(await certification(foreign), v1())).toEqual(unknown);
    expect(await askV2(await identityVerification(foreign))).toEqual(unknown);
  });

  it("do not know a verification of another store", async () => {
    const id = await identityVerification({ person: "adult", storeId: "store-theirs" });
    expect(await askV2(id)).toEqual({ kind: "unknown" });
    expect((await askV2(id, { storeId: "store-theirs" })).kind).toBe("verified");
  });

  it("refuse wrong keys", async () => {
    const rejected = { kind: "rejected-us" };
    const id = await certification({ person: "adult" });
    expect(await fetchCertification(id, v1({ impSecret: "wrong" }))).toEqual(rejected);
    const other = await identityVerification({ person: "adult" });
    expect(await askV2(other, { apiSecret: "wrong" })).toEqual(rejected);
  });

  it("tell a test channel and another channel", async () => {
    const test = await identityVerification({ person: "adult", channelType: "TEST" });
    expect(await askV2(test)).toEqual({ kind: "foreign-channel" });
    const other = await identityVerification({ person: "adult", channelKey: "channel-key-theirs" });
    expect(await askV2(other)).toEqual({ kind: "foreign-channel" });
  });

  it("survive a token that PortOne's clock has ended while ours had not", async () => {
    const access = v1();
    expect((await fetchCertification(await certification({ person: "adult" }), access)).kind).toBe(
      "verified",
    );
    await control("clock", { offsetMs: 31 * 60_000 });
    expect((await fetchCertification(await certification({ person: "adult" }), access)).kind).toBe(
      "verified",
    );
    await fetch(`${sandbox.url}/_sandbox/clock`, { method: "DELETE" });
  });

  it("keep one token over its end: the last minute adds five", async () => {
    let at = Date.UTC(2026, 0, 1);
    const own = await startSandbox({ port: 0, now: () => new Date(at) });
    const { impKey, impSecret } = developmentSettings;
    const token = new AccessToken({ apiUrl: own.url, impKey, impSecret, now: () => at });
    const first = await token.get();
    at += 29.5 * 60_000;
    expect(await token.get()).toEqual(first);
    await expect
      .poll(async () => {
        const log = await (await fetch(`${own.url}/_sandbox/requests`)).text();
        return log.split("/users/getToken").length - 1;
      })
      .toBe(2);
    at += 2 * 60_000;
    expect(await token.get()).toEqual(first);
    at += 6 * 60_000;
    expect(await token.get()).not.toEqual(first);
    await own.close();
  });
});
