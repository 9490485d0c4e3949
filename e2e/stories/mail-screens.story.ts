import { readFileSync } from "node:fs";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { forEachLook } from "../support/looks";
import { linkIn, mailTo } from "../support/mail";
import { begin, password, record } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

/** The e-mail's page, the pages of links, and the mails themselves. */
forEachLook("phone", ({ locale, keeper }) => {
  const text = { ko, en }[locale];

  test("the e-mail of an account", async ({ page, context, person, stack, sandbox, version }) => {
    test.setTimeout(180_000);
    const keep = keeper(page);
    const email = inventEmail();
    // Joined without a window, in this language.
    const { client, attempt } = await begin(stack.appUrl);
    client.cookies.set("locale", locale);
    const body = await record(sandbox, version, attempt, { person: person.key });
    await client.postJson("/certifications", body);
    await client.submit(await client.get("/signup/details"), "email", { email, password });
    const cookies = [...client.cookies].map(([name, value]) => ({
      ...{ name, value, url: stack.appUrl },
    }));
    await context.addCookies(cookies);

    await page.goto("/account/email");
    await expect(page.getByText(text.emailPage.unconfirmed)).toBeVisible();
    await keep("email-unconfirmed");
    const confirm = await mailTo(stack.sandboxUrl, email);
    await page.goto(linkIn(confirm));
    await keep("link-confirm");
    await page.getByRole("button", { name: text.link.confirmSubmit }).click();
    await expect(page.getByRole("heading", { name: text.link.confirmDoneTitle })).toBeVisible();
    await keep("link-confirmed");
    await page.goto(linkIn(confirm));
    await keep("link-over");
    for (const kind of ["not-me", "administrator"]) {
      await page.goto(`/link/${kind}?token=${"x".repeat(43)}`);
      await keep(`link-over-${kind}`);
    }

    const next = inventEmail();
    await page.goto("/account/email");
    await page.getByLabel(text.emailPage.newEmail).fill(next);
    await page.getByRole("button", { name: text.emailPage.submit, exact: true }).click();
    await expect(page.getByText(text.emailPage.pendingTitle)).toBeVisible();
    await keep("email-pending");
    await page.goto(linkIn(await mailTo(stack.sandboxUrl, next)));
    await keep("link-change");
    await page.getByRole("button", { name: text.link.changeSubmit }).click();
    await expect(page.getByRole("heading", { name: text.link.confirmDoneTitle })).toBeVisible();
    const subject = locale === "ko" ? "바뀌었어요" : "was changed";
    const changed = await mailTo(stack.sandboxUrl, email, { subject });
    await page.goto(linkIn(changed));
    await keep("link-revert");
    await page.getByRole("button", { name: text.link.revertSubmit }).click();
    await expect(page.getByRole("heading", { name: text.link.revertDoneTitle })).toBeVisible();
    await keep("link-reverted");

    await page.goto(`${stack.sandboxUrl}/mail?lang=${locale}`);
    await keep("sandbox-mail");
    for (const [name, { html }] of Object.entries({ confirm, changed })) {
      await page.setContent(html);
      // A mail brings no letters of its own; this machine may have none in Korean.
      await page.addStyleTag({ content: `${letters} main { font-family: Letters !important }` });
      await keep(`mail-${name}`);
    }
  });
});

const font = readFileSync("node_modules/pretendard/dist/web/static/woff2/Pretendard-Regular.woff2");
const letters = `@font-face { font-family: Letters; src: url(data:font/woff2;base64,${font.toString("base64")}) }`;
