import { setTimeout as sleep } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import { z } from "zod";
import type { SandboxAnswer, SandboxCaller } from "./call-sandbox";

/**
 * A minimal browser for the SDK scripts: a merchant's page, its popups, and messages with origins.
 * e2e shows the same in a real browser.
 */
export async function openShop(sandbox: SandboxCaller, options: ShopOptions): Promise<Shop> {
  const { script, mobile = false, popups = true } = options;
  const listeners = new Set<Listener>();
  const shop: Shop = { popups: [], left: [], alerts: [], say, press, globals: {} };
  const window: Record<string, unknown> = {
    open: (address: string) => {
      if (!popups) return null;
      const opened: Popup = {
        address,
        closed: false,
        location: { replace: (next) => (opened.address = next) },
        close: () => (opened.closed = true),
      };
      shop.popups.push(opened);
      return opened;
    },
    addEventListener: (_type: string, listener: Listener) => listeners.add(listener),
    removeEventListener: (_type: string, listener: Listener) => listeners.delete(listener),
  };
  const source = await sandbox.call("GET", script);
  runInNewContext(source.text, {
    window,
    document: { currentScript: { src: sandbox.url + script } },
    navigator: { userAgent: mobile ? "Mozilla/5.0 (iPhone) Mobile" : "Mozilla/5.0 (X11; Linux)" },
    location: {
      origin: shopOrigin,
      href: `${shopOrigin}/join`,
      assign: (address: string) => void shop.left.push(address),
    },
    alert: (text: string) => void shop.alerts.push(text),
    ...{ URL, URLSearchParams, crypto, fetch, setInterval, clearInterval },
  });
  shop.globals = window;
  return shop;

  function say(event: Parameters<Listener>[0]): void {
    for (const listener of [...listeners]) listener(event);
  }

  /** Submits the window's form and passes its message to the opener. */
  async function press(popup: Popup | string, choice: Record<string, string>) {
    const address = typeof popup === "string" ? popup : popup.address;
    const shown = await sandbox.call("GET", address);
    if (typeof popup !== "string") deliver(popup, shown);
    const answer = await sandbox.call(
      "POST",
      "/window",
      new URLSearchParams({ ...hiddenFields(shown), person: "adult", ...choice }).toString(),
      { "content-type": "application/x-www-form-urlencoded" },
    );
    if (typeof popup !== "string") deliver(popup, answer);
    return answer;
  }

  function deliver(popup: Popup, { text }: SandboxAnswer): void {
    for (const [, message = "", target] of text.matchAll(/postMessage\((.*), "([^"]*)"\);/g)) {
      if (target !== shopOrigin) throw new Error(`Said to ${target ?? "nobody"}`);
      const data: unknown = JSON.parse(message);
      say({ origin: new URL(sandbox.url).origin, source: popup, data });
    }
    if (text.includes("window.close()")) popup.closed = true;
  }
}

export const shopOrigin = "https://shop.example";

/** Calls V2's requestIdentityVerification in the shop. */
export function requestIn(shop: Shop, options: object = {}): Promise<unknown> {
  const { requestIdentityVerification } = sdkSchema.parse(shop.globals["PortOne"]);
  return requestIdentityVerification({
    storeId: "store-invented",
    channelKey: "channel-key-invented",
    identityVerificationId: "idv00000001",
    ...options,
  });
}

const sdkSchema = z.object({
  requestIdentityVerification: z.custom<(options: object) => Promise<unknown>>(),
});

/** V2's popup, after the preparation. */
export async function shownPopup({ popups }: Shop): Promise<Popup> {
  for (let tries = 0; tries < 100; tries += 1) {
    const popup = popups.at(-1);
    if (popup !== undefined && popup.address !== "about:blank") return popup;
    await sleep(10);
  }
  throw new Error("No popup shows anything");
}

export function hiddenFields({ text }: SandboxAnswer): Record<string, string> {
  const fields = text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries(
    [...fields].map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]),
  );
}

type Listener = (event: { origin: string; source: unknown; data: unknown }) => void;
export type Popup = {
  address: string;
  closed: boolean;
  location: { replace: (address: string) => void };
  close: () => void;
};
export type Shop = {
  popups: Popup[];
  /** Addresses to which the page has navigated. */
  left: string[];
  alerts: string[];
  globals: Record<string, unknown>;
  say: (event: Parameters<Listener>[0]) => void;
  press: (popup: Popup | string, choice: Record<string, string>) => Promise<SandboxAnswer>;
};
type ShopOptions = { script: string; mobile?: boolean; popups?: boolean };
