import { randomInt } from "node:crypto";
import { expect, test as base, type Page } from "@playwright/test";
import { z } from "zod";
import { openDatabase } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { StackOptions } from "../playwright.config";

export const test = base.extend<StackOptions & StoryFixtures>({
  version: ["v1", { option: true }],
  stack: async ({ version }, use) => {
    await use(stacksSchema.parse(JSON.parse(process.env["STACKS"] ?? "{}"))[version]);
  },
  baseURL: async ({ stack }, use) => use(stack.appUrl),
  db: async ({ stack }, use) => {
    const db = openDatabase(stack.databaseUrl);
    await use(db);
    await db.$disconnect();
  },
  sandbox: async ({ stack }, use) => use(new SandboxControl(stack.sandboxUrl)),
  person: async ({ sandbox }, use) => use(await sandbox.invent({})),
  // An error in the page's console fails the story.
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") {
        complaints.push(`${message.text()} ${message.location().url}`);
      }
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await use(page);
    expect(complaints.filter((text) => !/status of (4|5)\d\d/.test(text))).toEqual([]);
  },
});

/** The sandbox's control interface. */
export class SandboxControl {
  constructor(readonly url: string) {}

  async post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}/_sandbox/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** A new person; the same name, birthday and gender are the same person. */
  async invent(traits: Partial<InventedPerson>): Promise<InventedPerson> {
    const number = `${randomInt(1_000, 9_999)}${randomInt(1_000, 9_999)}`;
    const syllables = [..."가나다라마바사아자차카타파하"];
    const name = [...number].map((digit) => syllables[Number(digit)]).join("");
    const person = {
      key: `p${number}`,
      name: `홍${name}`,
      birthday: "1990-05-05",
      phone: "01000001234",
      ...traits,
    };
    await this.post("people", person);
    return person;
  }
}

/** Gives all consents, up to the verification. */
export async function agreeToAll(page: Page, origin = ""): Promise<void> {
  await page.goto(`${origin}/signup`);
  await page.getByRole("checkbox", { name: "모두 동의하기" }).check();
  await page.getByRole("button", { name: "동의하고 계속하기" }).click();
  await expect(page.getByRole("button", { name: "본인인증하기" })).toBeVisible();
}

/** Completes the popup with a person and an outcome. */
export async function verifyInPopup(page: Page, key: string, outcome = "인증하기"): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "본인인증하기" }).click();
  await decideInWindow(await opened, key, outcome);
}

export async function decideInWindow(
  window: Page,
  key: string,
  outcome = "인증하기",
): Promise<void> {
  await window.locator(`input[name="person"][value="${key}"]`).check();
  await window.getByRole("button", { name: outcome, exact: true }).click();
}

export async function fillDetails(page: Page, email: string): Promise<void> {
  await expect(page).toHaveURL(/\/signup\/details$/);
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "가입하기" }).click();
}

export function inventEmail(): string {
  return `someone-${randomInt(1e9)}@example.com`;
}

const stackSchema = z.object({
  appUrl: z.string(),
  sandboxUrl: z.string(),
  databaseUrl: z.string(),
  sealKeys: z.string(),
});
const stacksSchema = z.object({ v1: stackSchema, v2: stackSchema });

export type InventedPerson = { key: string; name: string; birthday: string; phone: string };
type StoryFixtures = {
  stack: z.infer<typeof stackSchema>;
  db: PrismaClient;
  sandbox: SandboxControl;
  person: InventedPerson;
};
export { expect };
