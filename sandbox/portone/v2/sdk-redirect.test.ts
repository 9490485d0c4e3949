import { afterEach, beforeEach, expect, it } from "vitest";
import { callSandbox, type SandboxCaller } from "../call-sandbox";
import { openShop, requestIn, shopOrigin, shownPopup } from "../stand-in-browser";

const script = "/v2/browser-sdk.js";
const id = "idv00000001";
let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox();
});
afterEach(() => sandbox.close());

const redirectUrl = `${shopOrigin}/back`;

it.each([
  ["on a phone, by default", true, {}],
  ["on a PC that asks for it", false, { windowType: { pc: "REDIRECTION" } }],
])("leaves %s, and comes back with the same names", async (_where, mobile, options) => {
  const shop = await openShop(sandbox, { script, mobile });
  expect(await requestIn(shop, { redirectUrl, ...options })).toBeUndefined();
  const [address = ""] = shop.left;
  const answer = await shop.press(address, { outcome: "failed" });
  const back = new URL(answer.headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toEqual({
    transactionType: "IDENTITY_VERIFICATION",
    identityVerificationId: id,
    identityVerificationTxId: expect.any(String),
    code: "PG_PROVIDER_ERROR",
    message: expect.any(String),
    pgCode: "9015",
    pgMessage: expect.any(String),
  });
});

it("is forced where the promise would have resolved", async () => {
  const shop = await openShop(sandbox, { script });
  const answer = requestIn(shop, { redirectUrl, forceRedirect: true });
  await shop.press(await shownPopup(shop), { outcome: "verified" });
  expect(await answer).toBeUndefined();
  expect(shop.left).toEqual([expect.stringContaining(`${redirectUrl}?transactionType=`)]);
});

it("is not forced without an address to go to", async () => {
  const shop = await openShop(sandbox, { script });
  const answer = requestIn(shop, { forceRedirect: true });
  await shop.press(await shownPopup(shop), { outcome: "verified" });
  expect(await answer).toMatchObject({ identityVerificationId: id });
});
