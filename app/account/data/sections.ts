import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { Fact } from "@/app/account/parts/facts";
import { keptWords } from "@/app/privacy/kept-words";
import type { OwnData } from "@/lib/own-account/own-data";
import { isRevealable } from "@/lib/admin/reveal";
import { inventoryOf } from "@/lib/compliance/inventory";
import { config } from "@/lib/config";
import { documents } from "@/lib/consents/documents";
import { recipientsIn } from "@/lib/consents/policy";
import { isEventKind, isMailKind } from "@/lib/i18n/record-kinds";
import { maskBirthDate, maskEmail, maskPhone } from "@/lib/identity/masking";
import { formatPhone } from "@/lib/identity/phone";
import { isKnownProvider } from "@/lib/identity/providers";
import { context } from "@/lib/server/context";
import { shownNetwork } from "../parts/shown-network";

/** The first of the five items of 시행령 §41 in words. */
export async function shownItems(data: OwnData, isInFull: boolean): Promise<Fact[]> {
  const t = await getTranslations("ownData");
  const account = await getTranslations("account");
  const genders = await getTranslations("account.genders");
  const languages = await getTranslations("ownConsents.languages");
  const providers = await getTranslations("people.providers");
  const { moment, date } = await timesOf();
  const { person } = data;
  const phone = person.phone ?? null;
  const none = t("none");
  return [
    [account("name"), person.name.normalize("NFC")],
    [account("birthDate"), isInFull ? person.birthDate : maskBirthDate(person.birthDate)],
    [
      account("gender"),
      person.gender === null ? none : isInFull ? genders(person.gender) : t("hidden"),
    ],
    [
      account("nationality"),
      person.isForeigner === null
        ? none
        : isInFull
          ? account(person.isForeigner ? "foreigner" : "korean")
          : t("hidden"),
    ],
    [account("phone"), phone === null ? none : isInFull ? formatPhone(phone) : maskPhone(phone)],
    [account("carrier"), person.carrier ?? none],
    [account("email"), isInFull ? data.email : maskEmail(data.email)],
    [
      t("emailConfirmedAt"),
      data.emailConfirmedAt === null ? t("notYet") : moment(data.emailConfirmedAt),
    ],
    [t("locale"), languages(data.locale)],
    [account("joinedAt"), moment(data.joinedAt)],
    [t("verifiedAt"), moment(data.verifiedAt)],
    [t("provider"), isKnownProvider(data.provider) ? providers(data.provider) : data.provider],
    [t("identifiers"), t("identifiersKept", { kinds: data.identifiers.join(", ").toUpperCase() })],
    [t("password"), t("passwordKept")],
    [
      t("logins"),
      listed(await Promise.all(data.logins.map((each) => loginText(each, moment))), none),
    ],
    [
      t("passkeys"),
      listed(
        data.passkeys.map(({ name, addedAt, removedAt }) =>
          removedAt === null
            ? t("passkey", { name, from: date(addedAt) })
            : t("passkeyRemoved", { name, from: date(addedAt), until: date(removedAt) }),
        ),
        none,
      ),
    ],
    [t("browsers"), t("browsersKept", { count: data.browsers.length })],
    [
      t("mails"),
      listed(
        await Promise.all(
          data.mails.map(async ({ kind, createdAt }) =>
            t("mail", { at: moment(createdAt), kind: await mailName(kind) }),
          ),
        ),
        none,
      ),
    ],
  ];
}

/** The second, third and fourth item: the same of everybody. */
export async function purposesAndPeriods() {
  const locale = await getLocale();
  const policy = documents.current("policy", context().now);
  // Of a member: what is kept of somebody who has not finished joining is not theirs any more.
  const kept = inventoryOf(config()).filter(({ item }) => item !== "attempts");
  const rows = keptWords(kept, locale);
  return {
    kept: rows.map(({ item, purpose, period }) => ({ item, purpose, period })),
    recipients: recipientsIn(policy.texts[locale].html),
  };
}

/** What was recorded, in words: when, what, by whom. */
export async function shownEvents(events: OwnData["events"]): Promise<string[]> {
  const t = await getTranslations("ownData");
  const kinds = await getTranslations("ownData.eventKinds");
  const { moment } = await timesOf();
  const who = { owner: t("byYou"), administrator: t("byOther"), unknown: t("bySomebody") };
  const fields = await getTranslations("person.fields");
  const reasons = await getTranslations("person.reasons");
  return events.map(({ at, kind, by, field, reason }) =>
    [
      moment(at),
      isEventKind(kind) ? kinds(kind) : kind,
      isRevealable(field) ? fields(field) : [],
      who[by],
      reason === undefined ? [] : reasons(reason),
    ]
      .flat()
      .join(" · "),
  );
}

async function mailName(kind: string): Promise<string> {
  const kinds = await getTranslations("ownData.mailKinds");
  return isMailKind(kind) ? kinds(kind) : kind;
}

async function timesOf() {
  const format = await getFormatter();
  return {
    moment: (at: Date) =>
      format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }),
    date: (at: Date) => format.dateTime(at, { dateStyle: "medium" }),
  };
}

async function loginText(
  { beganAt, method, device, network }: OwnData["logins"][number],
  moment: (at: Date) => string,
): Promise<string> {
  const t = await getTranslations("logins");
  const methods = await getTranslations("logins.methods");
  const how = method === null ? `${t("method")}: ${t("unknownMethod")}` : methods(method);
  const where = shownNetwork(network);
  return [moment(beganAt), how, device ?? t("unknownDevice"), where].filter(Boolean).join(" · ");
}

function listed(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.join("\n");
}
