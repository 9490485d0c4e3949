import { describe, expect, it } from "vitest";
import type { Notice, NoticeKind } from "./notices";
import { renderNotice } from "./render-notice";

const token = "t-_0123456789";
const breach = {
  ko: {
    items: "이름",
    happened: "어제",
    protect: "조심",
    measures: "차단",
    contact: "02-000-0000",
  },
  en: {
    items: "name",
    happened: "then",
    protect: "care",
    measures: "stop",
    contact: "02-000-0000",
  },
};
const notices: { [Kind in NoticeKind]: Extract<Notice, { kind: Kind }> } = {
  confirm_email: { kind: "confirm_email", token },
  email_changed: { kind: "email_changed", token },
  address_used_by_another: { kind: "address_used_by_another" },
  joined_again: { kind: "joined_again" },
  password_changed: { kind: "password_changed", token },
  recovered: { kind: "recovered", token },
  recovery_waiting: {
    kind: "recovery_waiting",
    token,
    readyAt: new Date("2026-11-26T15:30:00Z"),
  },
  passkey_added: { kind: "passkey_added", name: "내 휴대폰", token },
  passkey_removed: { kind: "passkey_removed", name: "내 휴대폰" },
  new_device: { kind: "new_device", device: "Chrome, macOS", network: "203.0.113.0/24", token },
  reverification_due: { kind: "reverification_due", dueOn: "2027-01-02" },
  advertising_decided: {
    kind: "advertising_decided",
    at: new Date("2026-11-26T15:30:00Z"),
    decisions: [
      { subject: "use", state: "given" },
      { subject: "sms_night", state: "withdrawn" },
    ],
  },
  advertising_reminder: {
    kind: "advertising_reminder",
    given: [{ subject: "email", decidedAt: new Date("2026-11-26T15:30:00Z") }],
  },
  account_closed: { kind: "account_closed" },
  account_suspended: { kind: "account_suspended" },
  account_restored: { kind: "account_restored" },
  account_unlocked: { kind: "account_unlocked" },
  logins_ended_for_you: { kind: "logins_ended_for_you" },
  reverification_required: { kind: "reverification_required" },
  breach_first: { kind: "breach_first", words: breach },
  breach_later: { kind: "breach_later", words: breach },
  administrator_reset: { kind: "administrator_reset", email: "boss@example.com" },
  administrator_invited: { kind: "administrator_invited", inviter: "boss@example.com", token },
};
const paths: Partial<Record<NoticeKind, string>> = {
  confirm_email: `/link/confirm-email?token=${token}`,
  email_changed: `/link/revert-email?token=${token}`,
  password_changed: `/link/not-me?token=${token}`,
  recovered: `/link/recovery-not-me?token=${token}`,
  passkey_added: `/link/not-me?token=${token}`,
  new_device: `/link/not-me?token=${token}`,
  recovery_waiting: `/link/cancel-recovery?token=${token}`,
  joined_again: "/login",
  passkey_removed: "/login",
  reverification_due: "/account/verify",
  advertising_decided: "/account/consents",
  advertising_reminder: "/account/consents",
  reverification_required: "/account/verify",
  account_restored: "/login",
  account_unlocked: "/login",
  logins_ended_for_you: "/login",
  administrator_reset: "/admin/administrators",
  administrator_invited: `/link/administrator?token=${token}`,
};
const mailing = { appUrl: "https://signup.example.com", brand: { name: "한빛", colour: null } };
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe.each(["ko", "en"])("each mail in %s", (locale) => {
  it.each(Object.values(notices))("says $kind whole, with its one link", (notice) => {
    const { subject, text, html } = renderNotice(notice, locale, mailing);
    expect(subject).toMatch(/^\[한빛\] \S/);
    for (const part of [subject, text, html]) {
      expect(part).not.toMatch(/[{}]\w+[{}]|undefined|null/);
    }
    const path = paths[notice.kind];
    const url = path === undefined ? [] : [mailing.appUrl + path];
    expect(text.match(/https:\S+/g)).toEqual([...url, mailing.appUrl]);
    // The button, and the same address to read and copy.
    expect(hrefs(html)).toEqual([...url, ...url, mailing.appUrl]);
    if (url[0] !== undefined) expect(html).toContain(`>${url[0]}</a>`);
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).not.toMatch(/<(table|img|script|link|form)\b/);
    expect(/[가-힣]/.test(text.replaceAll("한빛", "").replaceAll("내 휴대폰", ""))).toBe(
      locale === "ko",
    );
  });
});

describe("a mail", () => {
  it("tells times in Seoul", () => {
    expect(renderNotice(notices.recovery_waiting, "ko", mailing).text).toContain(
      "2026년 11월 27일 오전 12:30(한국 시간)",
    );
    const at = new Date("2026-11-26T11:46:00Z");
    expect(renderNotice({ ...notices.advertising_decided, at }, "ko", mailing).text).toContain(
      "2026년 11월 26일 오후 8:46(한국 시간)",
    );
    expect(renderNotice(notices.recovery_waiting, "en", mailing).text).toContain(
      "November 27, 2026 at 12:30 AM (Korean time)",
    );
    expect(renderNotice(notices.reverification_due, "ko", mailing).text).toContain(
      "2027년 1월 2일까지",
    );
  });

  it("is in Korean where the language is unknown", () => {
    expect(renderNotice(notices.account_closed, "xx", mailing)).toEqual(
      renderNotice(notices.account_closed, "ko", mailing),
    );
  });

  it("says so where a device or a network is unknown", () => {
    const notice = { ...notices.new_device, device: null, network: null };
    expect(renderNotice(notice, "en", mailing).text).toContain("Device: Unknown\nNetwork: Unknown");
  });

  it("shows a name as it is written, and lets it add no line, no markup and no words of ours", () => {
    const name = `<b>"x"</b>&amp;\r\nBcc: all@example.com\u2028{brand}`;
    const { subject, text, html } = renderNotice({ ...notices.passkey_added, name }, "ko", {
      ...mailing,
      brand: { name: `A & "B"\r\n<i>`, colour: "#ffee00" },
    });
    expect(subject).toBe(`[A & "B" <i>] 패스키가 추가됐어요`);
    expect(text).toContain(`패스키: <b>"x"</b>&amp; Bcc: all@example.com {brand}\n`);
    expect(html).toContain(
      "패스키: &#60;b&#62;&#34;x&#34;&#60;/b&#62;&#38;amp; Bcc: all@example.com {brand}<",
    );
    expect(html).not.toMatch(/<[bi]>/);
  });

  it("has a button in the brand's colour, readable on it in light and dark", () => {
    const brand = { name: "한빛", colour: "#ffee00" };
    const { html } = renderNotice(notices.confirm_email, "ko", { ...mailing, brand });
    expect(html).toMatch(/background:#[0-9a-f]{6};color:#ffffff/);
    expect(html).toMatch(/\.button \{ background: #ffee00 !important; color: #000000 !important/);
  });
});
