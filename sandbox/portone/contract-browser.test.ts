import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { callSandbox, type SandboxCaller } from "./call-sandbox";
import { openShop, type Shop } from "./stand-in-browser";

/** Runs the published loader, `@portone/browser-sdk/v2`, with the sandbox's script. */
let sandbox: SandboxCaller;
let shop: Shop | null = null;
let sdk: Awaited<ReturnType<typeof loadPublished>>;
beforeAll(async () => {
  sandbox = await callSandbox();
  sdk = await loadPublished();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await sandbox.close();
});

/** A minimal page for the loader: a script added to it is fetched and run. */
async function loadPublished() {
  const page: Record<string, unknown> = {};
  const script = {
    src: "",
    on: new Map<string, () => void>(),
    addEventListener: (type: string, listener: () => void) => script.on.set(type, listener),
  };
  const append = (added: typeof script) => {
    const { origin, pathname } = new URL(added.src);
    void openShop({ ...sandbox, url: origin }, { script: pathname }).then((opened) => {
      shop = opened;
      page["PortOne"] = opened.globals["PortOne"];
      added.on.get(page["PortOne"] === undefined ? "error" : "load")?.();
    });
    return added;
  };
  vi.stubGlobal("window", page);
  vi.stubGlobal("document", {
    querySelector: () => null,
    createElement: () => script,
    head: { appendChild: append },
  });
  const published = await import("@portone/browser-sdk/v2");
  published.__INTERNAL__setPortOneSdkUrl(`${sandbox.url}/v2/browser-sdk.js`);
  return published;
}

const options = {
  storeId: "store-invented",
  channelKey: "channel-invented",
  identityVerificationId: "i1",
};

it("loads the sandbox's script and brings its answer", async () => {
  const { requestIdentityVerification } = sdk;
  const answer = requestIdentityVerification(options);
  await vi.waitUntil(() => shop?.popups.some(({ address }) => address.startsWith(sandbox.url)));
  const popup = shop?.popups[0];
  if (shop === null || popup === undefined) throw new Error("No popup was opened");
  await shop.press(popup, { outcome: "verified" });
  expect(await answer).toMatchObject({ identityVerificationId: "i1" });
});

it("recognises the sandbox's errors as PortOne's", async () => {
  const { requestIdentityVerification, isIdentityVerificationError } = sdk;
  const error: unknown = await requestIdentityVerification({ ...options, storeId: "wrong" }).catch(
    (reason: unknown) => reason,
  );
  expect(isIdentityVerificationError(error)).toBe(true);
  expect(error).toMatchObject({ code: "StoreNotFound" });
});
