import { getTranslations } from "next-intl/server";
import type { Fact } from "@/app/account/parts/facts";
import { ProviderName } from "@/app/admin/parts/provider-name";
import type { PersonView } from "@/lib/admin/read-person";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";
import type { Lock } from "@/lib/limits/locks";
import { timesHere } from "./times";

/** Who it is, masked. */
export async function profileFacts({ id, profile, email }: PersonView): Promise<Fact[]> {
  const t = await getTranslations("person");
  const people = await getTranslations("people");
  const none = t("none");
  const shown = (value: string | null | undefined) =>
    profile === null ? people("unreadable") : (value ?? none);
  return [
    [people("name"), shown(profile?.name)],
    [people("phone"), shown(profile?.phone)],
    [t("carrier"), shown(profile?.carrier)],
    [t("birthDate"), shown(profile?.birthDate)],
    [people("email"), email],
    [t("accountId"), id],
  ];
}

/** How the account stands, and what keeps its member out now. */
export async function statusFacts(person: PersonView): Promise<Fact[]> {
  const t = await getTranslations("person");
  const people = await getTranslations("people");
  const { moment, date } = await timesHere();
  const { suspendedAt, emailConfirmedAt, dueOn, reverifyRequiredAt, guardian } = person;
  const due = dueOn === null ? t("never") : date(startOfSeoulDay(dueOn));
  return [
    [
      t("status"),
      suspendedAt === null ? t("active") : t("suspendedSince", { at: moment(suspendedAt) }),
    ],
    [people("joinedAt"), moment(person.joinedAt)],
    [
      t("emailState"),
      emailConfirmedAt === null
        ? t("unconfirmed")
        : t("confirmedAt", { at: moment(emailConfirmedAt) }),
    ],
    [
      t("verified"),
      <>
        {moment(person.verifiedAt)} · <ProviderName name={person.provider} />
      </>,
    ],
    [
      t("dueOn"),
      reverifyRequiredAt !== null
        ? t("requiredAt", { at: moment(reverifyRequiredAt) })
        : person.isDue
          ? `${due} (${t("overdue")})`
          : due,
    ],
    [t("passkeys"), t("passkeyCount", { count: person.passkeyCount })],
    ...(guardian === null
      ? []
      : [[t("guardian"), `${guardian.version} · ${moment(guardian.agreedAt)}`] as const]),
    [t("locks"), await lockTexts(person)],
  ];
}

async function lockTexts({ locks, frozenUntil, recoveryReadyAt }: PersonView): Promise<string> {
  const t = await getTranslations("person");
  const { moment } = await timesHere();
  const lines = [
    ...(await Promise.all(locks.map(lockText))),
    ...(frozenUntil === null ? [] : [t("frozen", { until: moment(frozenUntil) })]),
    ...(recoveryReadyAt === null ? [] : [t("waits", { until: moment(recoveryReadyAt) })]),
  ];
  return lines.length === 0 ? t("locksNone") : lines.join("\n");
}

async function lockText({ name, until }: Lock): Promise<string> {
  const t = await getTranslations("person");
  const kinds = await getTranslations("person.lockKinds");
  const { moment } = await timesHere();
  const known = ["login", "stepUp", "newPassword", "emailConfirmation"] as const;
  const kind = known.find((each) => each === name);
  return t("lockUntil", { what: kind === undefined ? name : kinds(kind), until: moment(until) });
}
