import { describe, expect, it } from "vitest";
import { browsers } from "./browsers.fixture";
import { chooseWayOut, chooseWindow } from "./window-choice";

const page = new URL("https://join.example/signup");
const waysOut = {
  none: null,
  "by-menu": "by-menu",
  kakaotalk: {
    href: "kakaotalk://web/openExternal?url=https%3A%2F%2Fjoin.example%2Fsignup",
  },
  line: { href: "https://join.example/signup?openExternalBrowser=1" },
  intent: { href: "intent://join.example/signup#Intent;scheme=https;end" },
} as const;

describe.each(browsers)("$name", ({ userAgent, touch, window, out }) => {
  const traits = { userAgent, maxTouchPoints: touch };
  it(`verifies by ${window}`, () => {
    expect(chooseWindow(traits)).toBe(window);
  });
  it(`leaves: ${out}`, () => {
    expect(chooseWayOut(traits, page)).toEqual(waysOut[out]);
  });
});
