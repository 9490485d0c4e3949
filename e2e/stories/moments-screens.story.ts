import type { Page } from "@playwright/test";
import { unsubscribeToken } from "@/lib/advertising/unsubscribe";
import { browsers } from "@/app/verification/browsers.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { inventPasskey } from "@/prisma/row.fixture";
import { addAuthenticator } from "../support/authenticator";
import { agree, forEachLook, isComplete, verify } from "../support/looks";
import { linkIn, mailTo } from "../support/mail";
import type { PlainClient } from "../support/plain-client";
import { begin, join, password, verify as verifyWithout } from "../support/sign-up";
import { startStack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";

/** What is there for a moment, or in few browsers: taken at a phone's width, in the light. */
forEachLook("both", ({ colorScheme, locale, text, keeper }) => {
  if (!isComplete || colorScheme === "dark") return;
  const said = { ko, en }[locale];
  test.skip(({ viewport }) => viewport?.width !== 360);
  test.describe.configure({ timeout: 180_000 });
  const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();
  const cookiesOf = (client: PlainClient, url: string) =>
    [...client.cookies].map(([name, value]) => ({ name, value, url }));
  const look = {
    viewport: { width: 360, height: 780 },
    locale: locale === "ko" ? "ko-KR" : "en-GB",
    reducedMotion: "reduce",
  } as const;

  test("before the window opens", async ({ browser, stack }) => {
    for (const name of ["KakaoTalk on Android", "Instagram on an iPhone", "no script"]) {
      const found = browsers.find((each) => each.name === name);
      const context = await browser.newContext({
        ...look,
        ...(found === undefined ? { javaScriptEnabled: false } : { userAgent: found.userAgent }),
      });
      const { client } = await begin(stack.appUrl);
      await context.addCookies(cookiesOf(client, stack.appUrl));
      const page = await context.newPage();
      await page.goto(`${stack.appUrl}/signup`);
      await expect(page.getByText(said.verify.title)).toBeVisible();
      const isJudged = found !== undefined;
      await keeper(page)(`verify-${name.replaceAll(" ", "-")}`, { isJudged });
      await context.close();
    }
  });

  test("while the window opens and answers", async ({ page, db, person }) => {
    const keep = keeper(page);
    await agree(page, text);
    await page.route("**/certifications", async (route) => {
      await new Promise((later) => setTimeout(later, 5_000));
      await route.continue();
    });
    await verify(page, text.verify, person.key);
    await expect(page.getByText(said.verify.confirming)).toBeVisible();
    await keep("window-confirming");
    await expect(page).toHaveURL(/details/);

    await page.getByLabel(text.email).fill("홍길동@한국.com");
    const field = page.getByLabel(text.password, { exact: true });
    await field.fill("abc");
    await expect(page.getByText(said.password.short)).toBeVisible();
    await press(page, said.details.show);
    await field.dispatchEvent("keydown", { key: "A", modifierCapsLock: true });
    await expect(page.getByText(said.details.capsLock)).toBeVisible();
    await keep("details-caps-lock");
    await press(page, text.join);
    await expect(page.locator("#email-problem")).toBeVisible();
    await keep("details-letter");
    await field.fill("harbour lantern");
    await expect(page.getByText(said.password.fine)).toBeVisible();
    await keep("details-fine");

    await page.context().clearCookies();
    await agree(page, text);
    await db.attempt.updateMany({
      where: { state: "issued" },
      data: { expiresAt: new Date(Date.now() - 1_000) },
    });
    await page.reload();
    await expect(page.getByRole("button", { name: said.common.startAgain })).toBeVisible();
    await keep("attempt-over");
  });

  test("the window's script comes late, or not", async ({ page, sandbox }) => {
    const keep = keeper(page);
    let isThere = false;
    await page.route(`${sandbox.url}/**/*.js`, async (route) => {
      while (!isThere) await new Promise((later) => setTimeout(later, 200));
      await route.fulfill({ status: 504, contentType: "text/plain", body: "gateway" });
    });
    await agree(page, text);
    await press(page, text.verify);
    await expect(page.getByText(said.verify.unseenHint)).toBeVisible();
    await keep("window-unseen");
    isThere = true;
    await expect(page.getByText(said.verify.sdkFailed)).toBeVisible();
    await keep("window-not-loaded");
  });

  test("a form of another site", async ({ page, stack }) => {
    await page.setContent(`<form method="post" action="${stack.appUrl}/login/submit"><button>x`);
    await page.getByRole("button").click();
    await expect(page.getByText(said.codes.forbidden_origin.title)).toBeVisible();
    await keeper(page)("form-of-another-site");
  });

  test("an answer that stays lost", async ({ browser, stack }) => {
    // A page of its own, since the browser reports lost answers in its console.
    const page = await browser.newPage(look);
    await page.clock.install();
    await page.goto(`${stack.appUrl}/login`);
    await page.getByLabel(text.email).fill("someone@example.com");
    await page.getByLabel(text.password, { exact: true }).fill("a long password");
    for (const address of ["**/login/submit", "**/form-answer"]) {
      await page.route(address, (route) => route.abort());
    }
    await page.getByRole("button", { name: text.logIn, exact: true }).click();
    await expect(async () => {
      await page.clock.runFor(10_000);
      await expect(page.getByText(said.forms.unknown)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await page.clock.resume();
    await keeper(page)("form-unknown");
    await page.close();
  });

  test("no way to find, and a wait that is called off", async ({
    page,
    stack,
    sandbox,
    version,
    person,
    db,
  }) => {
    const keep = keeper(page);
    const find = async (key: string) => {
      await page.context().clearCookies();
      await page.goto("/recover");
      await press(page, said.recover.start);
      await verify(page, text.verify, key);
    };
    await find("no-ci");
    await expect(page.getByText(said.recover.noCiTitle)).toBeVisible();
    await keep("recover-no-ci");
    const { email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    const { id } = await db.account.findFirstOrThrow({ where: { email } });
    await db.account.update({ where: { id }, data: { emailConfirmedAt: new Date(), locale } });
    await db.passkey.create({ data: inventPasskey({ accountId: id }) });
    await find(person.key);
    await press(page, said.recover.waitSubmit);
    await expect(page.getByText(said.recover.waitingMail)).toBeVisible();
    const mail = await mailTo(stack.sandboxUrl, email, {
      subject: locale === "ko" ? "계정" : "account",
    });
    await page.goto(linkIn(mail));
    await keep("link-cancel");
    await press(page, said.link.cancelSubmit);
    await expect(page.getByText(said.link.cancelDoneTitle)).toBeVisible();
    await keep("link-cancelled");
    for (const channel of ["sms", "messenger"] as const) {
      const token = unsubscribeToken(id, channel, parseKeyRing(stack.sealKeys));
      await page.goto(`/link/unsubscribe?${new URLSearchParams({ token }).toString()}`);
      await expect(page.getByText(said.unsubscribe.leads[channel])).toBeVisible();
      await keep(`unsubscribe-${channel}`);
      await page.locator("main form button").click();
      await expect(page.getByText(said.unsubscribe.doneLeads[channel])).toBeVisible();
      await keep(`unsubscribed-${channel}`);
    }
  });

  test("passkeys that do not come, and one that does", async ({
    page,
    context,
    stack,
    sandbox,
    version,
  }) => {
    const keep = keeper(page);
    const key = `f${Date.now()}`;
    const woman = {
      key,
      name: `SAMPLE MARY ${key.toUpperCase()}`,
      birthday: "1988-03-08",
      phone: "01000001234",
    };
    await sandbox.post("people", { ...woman, gender: "female", foreigner: true });
    const { client } = await join({ appUrl: stack.appUrl, sandbox, version }, { person: key });
    await context.addCookies(cookiesOf(client, stack.appUrl));
    await page.goto("/account");
    await press(page, text.showAll);
    await expect(page.getByText(said.account.foreigner, { exact: true })).toBeVisible();
    await keep("account-foreigner");
    await page.goto("/account/email");
    await press(page, said.emailPage.again);
    await expect(page.getByText(said.emailPage.sentAgain)).toBeVisible();
    await keep("email-sent-again");

    const add = () => press(page, said.passkeys.add);
    await page.addInitScript(() => {
      const create = navigator.credentials.create.bind(navigator.credentials);
      navigator.credentials.create = (options) => {
        if (window.name === "never") return new Promise(() => undefined);
        if (window.name === "") return create(options);
        return Promise.reject(new DOMException("Not now", window.name));
      };
    });
    const without = await context.newPage();
    await without.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
    await without.goto("/account/passkeys");
    await expect(without.getByText(said.passkeys.unsupported)).toBeVisible();
    await keeper(without)("passkeys-unsupported");
    await without.close();
    await addAuthenticator(page);
    await page.goto("/account/passkeys");
    for (const [name, sentence] of [
      ["NotAllowedError", said.passkeys.cancelled],
      ["InvalidStateError", said.passkeys.known],
      ["DataError", said.passkeys.unanswered],
    ] as const) {
      await page.evaluate((how) => (window.name = how), name);
      await add();
      await expect(page.getByText(sentence)).toBeVisible();
      await keep(`passkeys-${name}`);
    }
    await page.evaluate(() => (window.name = "never"));
    await add();
    await expect(page.getByText(said.passkeys.working)).toBeVisible();
    await keep("passkeys-working");
    await page.evaluate(() => (window.name = ""));
    await page.reload();
    await add();
    await expect(page.getByRole("link", { name: said.passkeys.manage }).first()).toBeVisible();
    await page.goto("/account/password");
    await press(page, said.passkeys.confirm);
    await expect(page.getByText(said.passkeys.confirmed)).toBeVisible();
    await keep("password-by-passkey");
  });

  test("a passkey right after joining", async ({ page, context, stack, sandbox, version }) => {
    const { key } = await sandbox.invent({});
    const place = { appUrl: stack.appUrl, sandbox, version };
    const { client } = await verifyWithout(place, { person: key });
    await context.addCookies(cookiesOf(client, stack.appUrl));
    await addAuthenticator(page);
    await page.goto("/signup/details");
    await page.getByLabel(text.email).fill(`${key}@example.com`);
    await page.getByLabel(text.password, { exact: true }).fill(password);
    await press(page, text.join);
    await press(page, said.passkeys.add);
    await expect(page.getByText(said.passkeys.offerDone)).toBeVisible();
    await keeper(page)("complete-passkey-added");
  });

  test("a service with other settings", async ({ page, context, version }) => {
    const keep = keeper(page);
    const settings = { REJOIN_COOLDOWN_DAYS: "0", DUPLICATE_KEY: "ci-or-di" };
    const stack = await startStack({ version, settings });
    try {
      await page.goto(`${stack.appUrl}/privacy`);
      await keep("privacy-with-di");
      const sandbox = new SandboxControl(stack.sandboxUrl);
      const { key } = await sandbox.invent({});
      const { client } = await join({ ...stack, sandbox, version }, { person: key });
      await context.addCookies(cookiesOf(client, stack.appUrl));
      await page.goto(`${stack.appUrl}/account/leave`);
      await expect(page.getByText(said.leave.pointAnyTime)).toBeVisible();
      await keep("leave-any-time");
    } finally {
      await stack.close();
    }
  });
});
