import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { callSandbox, pick, type SandboxCaller } from "../call-sandbox";

let sandbox: SandboxCaller;
beforeEach(async () => {
  sandbox = await callSandbox({ now: () => new Date("2026-11-25T20:30:00Z") });
});
afterEach(() => sandbox.close());

const show = async (path = "/", language = "ko-KR,ko;q=0.9,en;q=0.8") =>
  (await sandbox.call("GET", path, undefined, { "accept-language": language })).text;
const cast = (text: string) =>
  [...text.matchAll(/<tr data-person="([^"]*)"/g)].map(([, key = ""]) => key);

describe("the language", () => {
  const window = `/window?${new URLSearchParams({ generation: "v1", mode: "redirect", id: "m-1", returnTo: "https://shop.example/back" }).toString()}`;

  it.each([
    ["ko-KR,ko;q=0.9,en;q=0.8", "ko"],
    ["en-US,en;q=0.9,ko;q=0.8", "en"],
    ["ko;q=0.3,en;q=0.7", "en"],
    ["ja,en;q=0.5", "en"],
    ["ja", "ko"],
    ["*", "ko"],
    ["", "ko"],
    [";;;q=x,en-GB", "en"],
  ])("of %s is %s, for the page and for the buttons of the window", async (header, language) => {
    const [own, other] = language === "ko" ? ["인증하기", "Verify"] : ["Verify", "인증하기"];
    for (const path of ["/", window]) {
      const text = await show(path, header);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain("PortOne이 아니에요");
      expect(text).toContain("This is not PortOne");
    }
    const text = await show(window, header);
    expect(text).toContain(`value="verified">${own}</button>`);
    expect(text).not.toContain(`>${other}</button>`);
  });

  it("is chosen by the address too, and stays with the buttons of both pages", async () => {
    const text = await show("/?lang=en");
    expect(text).toContain("Reset everything");
    expect(text).not.toContain('method="post" action="/"');
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await sandbox.call("POST", "/?lang=en", "action=clock-reset", type);
    expect(answer.headers.get("location")).toBe("/?lang=en");
    const shown = await show(`${window}&lang=en`);
    expect(shown).toContain('action="/window?lang=en"');
  });

  it("of the window can be changed without another record", async () => {
    const text = await show(window);
    const [, other = ""] = /href="(\/window\?[^"]*lang=en[^"]*)"/.exec(text) ?? [];
    const english = await show(other.replaceAll("&amp;", "&"));
    expect(english).toContain("Verify</button>");
    const impUid = (page: string) => /name="impUid" value="(\w+)"/.exec(page)?.[1];
    expect(impUid(english)).toBe(impUid(text));
  });
});

describe("the cast", () => {
  it("is found by key, name, birthday, phone and note, in any case", async () => {
    await sandbox.control("people", {
      key: "own",
      name: "Sample Kim",
      birthday: "1977-07-07",
      phone: "+82 10-0000-7777",
      note: "늦게 온 사람",
    });
    for (const q of ["own", "sample  KIM", "1977-07", "010-0000-7777", "늦게", "００００7777"]) {
      expect(cast(await show(`/?${new URLSearchParams({ q }).toString()}`)), q).toEqual(["own"]);
    }
    expect(cast(await show("/")).length).toBeGreaterThan(16);
    const none = await show("/?q=nobody-at-all");
    expect(cast(none)).toEqual([]);
    expect(none).toContain('value="nobody-at-all"');
  });

  it("shows the first two hundred and says how many more there are", async () => {
    for (let at = 0; at < 205; at += 1) {
      await sandbox.control("people", { key: `p${at}`, name: `홍${at}`, birthday: "1990-05-05" });
    }
    const text = await show();
    expect(cast(text)).toHaveLength(200);
    expect(text).toContain("21명 더");
  });

  it("marks who was verified here, as the same person with another phone too", async () => {
    const verify = (person: string, outcome = "verified") =>
      sandbox.control("certifications", { person, merchant_uid: "m", outcome });
    const marks = async () =>
      [...(await show()).matchAll(/<tr data-person="([^"]*)" data-verified="(\d+)"/g)]
        .filter(([, , count]) => count !== "0")
        .map(([, key, count]) => `${key} ${count}`);
    expect(await marks()).toEqual([]);
    await verify("adult");
    await verify("adult");
    await verify("minor", "cancelled");
    await verify("no-ci", "no_callback");
    expect(await marks()).toEqual(["adult 2", "adult-new-phone 2", "no-ci 1"]);
    const text = await show();
    expect(text).toContain("가입했는지는 샌드박스가 알 수 없어요");
    expect(await show("/", "en")).toContain("cannot know who has joined");
    await sandbox.control("reset", {});
    expect(await marks()).toEqual([]);
  });

  it("is marked and found in the window as well", async () => {
    await sandbox.control("certifications", { person: "adult", merchant_uid: "m" });
    const options = {
      generation: "v2",
      mode: "redirect",
      id: "idv1",
      returnTo: "https://a.example/",
    };
    const text = await show(
      `/window?${new URLSearchParams({ ...options, q: "adult" }).toString()}`,
    );
    expect(text.match(/name="person" value="[^"]*"/g)).toHaveLength(3);
    expect(text.match(/인증한 적 있음/g)).toHaveLength(2);
  });
});

it("shows every time in Seoul, and says so", async () => {
  const made = await sandbox.control("certifications", { person: "adult", merchant_uid: "m" });
  expect(pick(made, "imp_uid")).toMatch(/^imp_/);
  await sandbox.call("GET", "/certifications/imp_1");
  const text = await show();
  expect(text.match(/2026-11-26 05:30:00/g)?.length).toBeGreaterThanOrEqual(4);
  expect(text).not.toContain("2026-11-25 20:30");
  expect(text).not.toMatch(/>UTC</);
  expect(text).toContain("시각 (서울)");
});

it("names the column in every cell, for screens where the head is not shown", async () => {
  await sandbox.control("certifications", { person: "adult", merchant_uid: "m" });
  const text = await show();
  const cells = text.match(/<td[ >]/g) ?? [];
  expect(cells.length).toBeGreaterThan(50);
  expect(text.match(/<td data-label="[^"]+"/g)).toHaveLength(cells.length);
});
