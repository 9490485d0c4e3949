import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let time = Date.UTC(2026, 0, 1);
let sandbox: SandboxCaller;
beforeEach(async () => {
  time = Date.UTC(2026, 0, 1);
  sandbox = await callSandbox({ now: () => new Date(time) });
  await add({ identityVerificationId: "a" });
  time += 60_000;
  await add({ identityVerificationId: "b", outcome: "failed", channelType: "TEST" });
  time += 60_000;
  await add({ identityVerificationId: "c", person: "second-adult", storeId: "store-other" });
});
afterEach(() => sandbox.close());

function add(options: object): Promise<unknown> {
  return sandbox.control("identity-verifications", { person: "adult", ...options });
}

/** The ids in the list; the whole answer if it has none. */
async function ids(options: object, inBody = false): Promise<unknown> {
  const query = new URLSearchParams({ requestBody: JSON.stringify(options) }).toString();
  const { json } = await sandbox.v2("GET", `/identity-verifications${inBody ? "" : `?${query}`}`);
  const items = pick(json, "items");
  return Array.isArray(items) ? items.map((item: unknown) => pick(item, "id")) : json;
}

it("the list is newest first, ten a page, and says how many there are", async () => {
  expect(await ids({})).toEqual(["c", "b", "a"]);
  expect(await ids({}, true)).toEqual(["c", "b", "a"]);
  const options = JSON.stringify({ page: { number: 1, size: 2 }, sort: { order: "ASC" } });
  const { json } = await sandbox.v2("GET", `/identity-verifications?requestBody=${options}`);
  expect(json).toMatchObject({
    items: [{ id: "c" }],
    page: { number: 1, size: 2, totalCount: 3 },
  });
});

it.each([
  [["a"], { customer: { name: "홍길동" } }],
  [["c"], { customer: { birthYear: "1985", gender: "FEMALE" } }],
  [["c", "b"], { from: "2026-01-01T00:00:30Z" }],
  [["a"], { until: "2026-01-01T00:00:30Z" }],
  [["b"], { isTest: true }],
  [["b"], { statuses: ["FAILED"] }],
  [["b"], { timeRangeField: "FAILED_AT" }],
  [["c"], { storeId: "store-other" }],
  [["a"], { identityVerificationId: "a" }],
  [[], { identityVerificationTxId: "unknown" }],
  [["c", "b", "a"], { pgProviders: ["DANAL"], pgCompanies: ["DANAL"], version: "V2" }],
  [[], { pgProviders: ["KCP_V2"] }],
  [["c", "a"], { carriers: ["SKT"] }],
])("finds %j by %j", async (found, filter) => {
  expect(await ids({ filter })).toEqual(found);
});

it("the list shows V1's records too, under their imp_uid", async () => {
  const made = await sandbox.control("certifications", { person: "adult", merchant_uid: "m" });
  expect(await ids({ filter: { version: "V1" } })).toEqual([pick(made, "imp_uid")]);
});

it("the list answers 400 to what it does not understand", async () => {
  for (const options of ["{", "[]", '{"page":{"size":0}}', '{"filter":{"from":"yesterday"}}']) {
    const query = new URLSearchParams({ requestBody: options }).toString();
    const answer = await sandbox.v2("GET", `/identity-verifications?${query}`);
    expect([answer.status, pick(answer.json, "type")]).toEqual([400, "INVALID_REQUEST"]);
  }
});
