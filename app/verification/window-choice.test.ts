import { describe, expect, it } from "vitest";
import { browsers } from "./browsers.fixture";
import { chooseWayOut, chooseWindow } from "./window-choice";

const page = new URL("https://join.example/guardian/invitation?link=In-vented_1&a=b%20c#read");
const waysOut = {
  none: null,
  "by-menu": "by-menu",
  kakaotalk: {
    href: "kakaotalk://web/openExternal?url=https%3A%2F%2Fjoin.example%2Fguardian%2Finvitation%3Flink%3DIn-vented_1%26a%3Db%2520c%23read",
  },
  line: {
    href: "https://join.example/guardian/invitation?link=In-vented_1&a=b%20c&openExternalBrowser=1#read",
  },
  intent: {
    href: "intent://join.example/guardian/invitation?link=In-vented_1&a=b%20c#read#Intent;scheme=https;end",
  },
} as const;

describe.each(browsers)("$name", ({ userAgent, touch, hints, window, out }) => {
  const traits = { ...hints, userAgent, maxTouchPoints: touch };
  it(`verifies by ${window}`, () => {
    expect(chooseWindow(traits)).toBe(window);
  });
  it(`leaves: ${out}`, () => {
    expect(chooseWayOut(traits, page)).toEqual(waysOut[out]);
  });
});

describe("the address that is handed over", () => {
  const hrefIn = (name: string, address: string) => {
    const browser = browsers.find((each) => each.name === name);
    const way =
      browser && chooseWayOut({ ...browser, maxTouchPoints: browser.touch }, new URL(address));
    return typeof way === "object" && way !== null ? way.href : null;
  };

  it.each([
    ["https://join.example/signup"],
    ["http://localhost:3000/signup?a=1"],
    ["https://join.example/signup?a=1;end;b=2"],
    ["https://join.example/signup?a=%23Intent%3Bend"],
    ["https://join.example/signup?a=1#Intent;scheme=evil;end"],
    ["https://join.example/signup?a=1#x#Intent;S.x=1;end"],
  ])("survives an intent unchanged: %s", (address) => {
    const opened = openIntent(hrefIn("Instagram on Android", address) ?? "");
    expect(decodeURIComponent(opened)).toBe(decodeURIComponent(address));
    expect(new URL(opened).search.replaceAll("%3B", ";")).toBe(
      new URL(address).search.replaceAll("%3B", ";"),
    );
  });

  it.each([
    ["https://join.example/signup", "https://join.example/signup?openExternalBrowser=1"],
    ["https://join.example/signup?a", "https://join.example/signup?a&openExternalBrowser=1"],
    [
      "https://join.example/signup?openExternalBrowser=0&a=1",
      "https://join.example/signup?a=1&openExternalBrowser=1",
    ],
    [
      "https://join.example/signup?openExternalBrowser=1",
      "https://join.example/signup?openExternalBrowser=1",
    ],
  ])("gets Line's parameter once: %s", (address, expected) => {
    expect(hrefIn("Line on Android", address)).toBe(expected);
  });
});

/** Like Android's Intent.parseUri: the fields begin at the last `#`. */
function openIntent(href: string): string {
  const end = href.lastIndexOf("#");
  const [head, ...fields] = href.slice(end + 1).split(";");
  expect([head, fields.at(-1), fields.length]).toEqual(["Intent", "end", 2]);
  const [name, scheme = ""] = (fields[0] ?? "").split("=");
  expect(name).toBe("scheme");
  return href.slice(0, end).replace(/^intent:/, `${scheme}:`);
}
