import { paletteOf } from "@/lib/brand/palette";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";
import { htmlOf } from "@/lib/mail/mail-html";
import type { MailTexts, MailWords } from "@/lib/mail/mail-texts";
import { oneLine } from "@/lib/mail/one-line";
import type { Notice } from "@/lib/mail/notices";
import { enTexts } from "@/lib/mail/texts-en";
import { koTexts } from "@/lib/mail/texts-ko";

const texts: Record<Locale, MailTexts> = { ko: koTexts, en: enTexts };
export const defaultColour = "#2453d6";

/** Subject, text and HTML of a notice in the language of its reader. */
export function renderNotice(notice: Notice, locale: string, { appUrl, brand }: Mailing): Rendered {
  const language = isLocale(locale) ? locale : "ko";
  const said = texts[language];
  const { subject, body, button, after = [] } = said.notices[notice.kind];
  const values = { brand: brand.name, ...valuesOf(notice, language, said) };
  const fill = (text: string) => filled(text, values);
  const path = pathOf(notice);
  const words = {
    subject: fill(subject),
    body: body.map(fill).filter((paragraph) => paragraph !== ""),
    button: button === undefined || path === null ? null : { label: button, url: appUrl + path },
    after: after.map(fill),
    address: said.address,
    reason: fill(said.reason),
  };
  return {
    subject: `[${oneLine(brand.name)}] ${words.subject}`,
    text: textOf(words, brand.name, appUrl),
    html: htmlOf(words, {
      language,
      brand: brand.name,
      appUrl,
      palette: paletteFor(brand.colour ?? defaultColour),
    }),
  };
}

/** Reckoned once a colour, since it takes longer than all the rest. */
function paletteFor(colour: string): ReturnType<typeof paletteOf> {
  const palette = palettes.get(colour) ?? paletteOf(colour);
  palettes.set(colour, palette);
  return palette;
}

const palettes = new Map<string, ReturnType<typeof paletteOf>>();

/** Where its button leads. A link's page shows what will happen and does nothing before a press. */
function pathOf(notice: Notice): string | null {
  switch (notice.kind) {
    case "confirm_email":
      return linkPath("confirm-email", notice.token);
    case "email_changed":
      return linkPath("revert-email", notice.token);
    case "recovery_waiting":
      return linkPath("cancel-recovery", notice.token);
    case "recovered":
      return linkPath("recovery-not-me", notice.token);
    case "password_changed":
    case "passkey_added":
    case "new_device":
      return linkPath("not-me", notice.token);
    case "joined_again":
    case "passkey_removed":
    case "account_restored":
    case "account_unlocked":
    case "logins_ended_for_you":
      return "/login";
    case "administrator_reset":
      return "/admin/administrators";
    case "administrator_invited":
      return linkPath("administrator", notice.token);
    case "reverification_required":
    case "reverification_due":
      return "/account/verify";
    case "advertising_decided":
    case "advertising_reminder":
      return "/account/consents";
    case "address_used_by_another":
    case "account_closed":
    case "account_suspended":
    case "breach_first":
    case "breach_later":
      return null;
  }
}

function linkPath(name: string, token: string): string {
  return `/link/${name}?${new URLSearchParams({ token }).toString()}`;
}

function valuesOf(notice: Notice, language: Locale, said: MailTexts): Record<string, string> {
  const { unknown } = said;
  switch (notice.kind) {
    case "advertising_decided":
      return {
        when: seoulTime(notice.at, language, { timeStyle: "short" }),
        ...decisionsOf(notice.decisions, said),
      };
    case "advertising_reminder": {
      const given = notice.given.map(
        ({ subject, decidedAt }) =>
          `${said.advertising[subject]} (${seoulTime(decidedAt, language)})`,
      );
      return { given: given.join(", ") };
    }
    case "passkey_added":
    case "passkey_removed":
      return { name: notice.name };
    case "administrator_reset":
      return { email: notice.email };
    case "administrator_invited":
      return { inviter: notice.inviter };
    case "breach_first":
    case "breach_later":
      return notice.words[language];
    case "new_device":
      return { device: notice.device ?? unknown, network: notice.network ?? unknown };
    case "recovery_waiting":
      return { when: seoulTime(notice.readyAt, language, { timeStyle: "short" }) };
    case "reverification_due":
      return { when: seoulTime(startOfSeoulDay(notice.dueOn), language) };
    case "confirm_email":
    case "email_changed":
    case "address_used_by_another":
    case "joined_again":
    case "password_changed":
    case "recovered":
    case "account_closed":
    case "account_suspended":
    case "account_restored":
    case "account_unlocked":
    case "logins_ended_for_you":
    case "reverification_required":
      return {};
  }
}

function decisionsOf(
  decisions: Extract<Notice, { kind: "advertising_decided" }>["decisions"],
  { advertising, decided }: MailTexts,
): Record<string, string> {
  const states = ["given", "refused", "withdrawn"] as const;
  const sentences = states.map((state) => {
    const of = decisions.filter((each) => each.state === state);
    const what = of.map(({ subject }) => advertising[subject]).join(", ");
    return [state, what === "" ? "" : decided[state].replace("{what}", what)] as const;
  });
  return Object.fromEntries(sentences);
}

function seoulTime(at: Date, language: Locale, style: { timeStyle?: "short" } = {}): string {
  const zone = { dateStyle: "long", timeZone: "Asia/Seoul", ...style } as const;
  const time = new Intl.DateTimeFormat(language, zone)
    .formatToParts(at)
    .map(({ type, value }) => (type === "dayPeriod" ? halfDay(value, language) : value))
    .join("");
  if (style.timeStyle === undefined) return time;
  return language === "ko" ? `${time}(한국 시간)` : `${time} (Korean time)`;
}

/** Unicode's tables shorten the Korean half days to "AM" and "PM", which no Korean sentence says. */
function halfDay(value: string, language: Locale): string {
  return language === "ko" ? value.replace("AM", "오전").replace("PM", "오후") : value;
}

/** What comes from outside may be a name that somebody chose: in one line. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? ""));
}

function textOf(
  { subject, body, button, after, reason }: MailWords,
  brand: string,
  appUrl: string,
): string {
  const press = button === null ? [] : [`${button.label}:\n${button.url}`];
  const parts = [
    subject,
    ...body,
    ...press,
    ...after,
    `-- \n${reason}\n${oneLine(brand)} ${appUrl}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What every mail says of the sender. `appUrl`: origin of this site. */
export type Mailing = { appUrl: string; brand: { name: string; colour: string | null } };
export type Rendered = { subject: string; text: string; html: string };
