import { randomInt } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import {
  inventAdministrator,
  logInAsAdministrator,
} from "../support/administration/administrators";
import { begin, join, record, type Place } from "../support/sign-up";
import { expect, test } from "../support/story";

/** How the desk works: a pointer that never touches a key but to type, or keys alone. */
const hands: Record<"mouse" | "keyboard", Hand> = {
  mouse: {
    reach: (_page, place) => place.click(),
    press: (_page, place) => place.click(),
    async choose(page, place, value) {
      await place.click();
      await place.selectOption(value);
      await page.keyboard.press("Escape");
    },
  },
  keyboard: {
    reach: tabTo,
    async press(page, place) {
      await tabTo(page, place);
      await page.keyboard.press("Enter");
    },
    async choose(page, place, value) {
      await tabTo(page, place);
      await place.selectOption(value);
    },
  },
};

async function tabTo(page: Page, place: Locator): Promise<void> {
  await expect(place).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not lead there");
}

async function type(page: Page, hand: Hand, place: Locator, text: string): Promise<void> {
  await hand.reach(page, place);
  await page.keyboard.type(text, { delay: 20 });
}

for (const [name, hand] of Object.entries(hands)) {
  test(`"why could I not join?" is answered in a minute, by ${name}`, async ({
    page,
    stack,
    sandbox,
    person,
    version,
    db,
  }) => {
    const place: Place = { appUrl: stack.appUrl, sandbox, version };
    await join(place, { person: person.key });
    const number = await refusedNumber(place, person.key);
    await logInAsAdministrator(page, await inventAdministrator(db, "operator"));

    const began = Date.now();
    await hand.press(page, page.getByRole("link", { name: "본인인증 시도" }));
    await type(page, hand, page.getByRole("textbox", { name: "번호로 찾기" }), number);
    await hand.press(page, page.getByRole("button", { name: "번호로 찾기" }));
    await expect(page.getByText("이렇게 안내하세요")).toBeVisible();
    await expect(page.getByRole("heading", { name: "already_joined" })).toBeVisible();
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(await page.content()).not.toContain(person.name);
  });

  test(`"I lost my account" is answered in a minute, by ${name}`, async ({
    page,
    stack,
    sandbox,
    version,
    db,
  }) => {
    const lastFour = `${randomInt(1_000, 9_999)}`;
    const person = await sandbox.invent({
      phone: `0100000${lastFour}`,
      birthday: "1968-09-10",
    });
    const { email } = await join({ ...stack, sandbox, version }, { person: person.key });
    // Somebody pressed "this was not me": no recovery, until the desk has heard who is calling.
    const frozen = { recoveryFrozenUntil: new Date(Date.now() + 86_400_000) };
    await db.account.updateMany({ where: { email }, data: frozen });
    await logInAsAdministrator(page, await inventAdministrator(db, "operator"));

    const began = Date.now();
    await hand.press(page, page.getByRole("link", { name: "회원", exact: true }));
    await type(page, hand, page.getByRole("searchbox"), `${lastFour} 1968`);
    await hand.press(page, page.getByRole("button", { name: "찾기", exact: true }));
    await expect(page.getByText(/계정 찾기 막힘/)).toBeVisible();
    await hand.press(page, page.getByRole("link", { name: "잠금 풀기" }));
    await hand.choose(page, page.getByLabel("이유"), "asked_by_member");
    await type(page, hand, page.getByLabel("메모"), "Called back, it is them");
    await hand.press(page, page.getByRole("button", { name: "잠금 풀기" }));
    await expect(page.getByText("했어요: 잠금 풀기")).toBeVisible();
    await expect(page.getByText(/계정 찾기 막힘/)).toHaveCount(0);
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(await page.content()).not.toContain(person.name);

    // The note is for owners, in the access log, and for nobody else.
    await page.context().clearCookies({ name: "verified-signup-admin" });
    await logInAsAdministrator(page, await inventAdministrator(db, "owner"));
    const [{ id } = { id: "" }] = await db.account.findMany({ where: { email } });
    await page.goto(`/admin/audit?whom=${id}&kind=account_unlocked`);
    await expect(page.getByText("Called back, it is them")).toBeVisible();
  });
}

/** The small number on the page of somebody who was refused. */
async function refusedNumber(place: Place, key: string): Promise<string> {
  const { client, attempt } = await begin(place.appUrl);
  const body = await record(place.sandbox, place.version, attempt, { person: key });
  const answer = await client.postJson("/certifications", body);
  const { next } = z.object({ next: z.string() }).parse(JSON.parse(answer.text));
  const page = await client.get(next);
  const number = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/.exec(page.text)?.[0];
  if (number === undefined) throw new Error(`${next} shows no number`);
  return number;
}

type Hand = {
  reach: (page: Page, place: Locator) => Promise<void>;
  press: (page: Page, place: Locator) => Promise<void>;
  choose: (page: Page, place: Locator, value: string) => Promise<void>;
};
