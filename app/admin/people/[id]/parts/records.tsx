import { getLocale, getTranslations } from "next-intl/server";
import { shownNetwork } from "@/app/account/parts/shown-network";
import { ProviderName } from "@/app/admin/parts/provider-name";
import type { PersonView } from "@/lib/admin/read-person";
import { documents } from "@/lib/consents/documents";
import { isEventKind, isMailKind } from "@/lib/i18n/record-kinds";
import { Part } from "./part";
import { isAttemptState, isMailFault, isMailState, isPurpose } from "./record-words";
import { timesHere } from "./times";

/** What was done to an account, by whom and why, and what its member was told of it. */
export async function AccountRecords({ person }: { person: PersonView }) {
  const t = await getTranslations("person");
  return (
    <>
      <Part title={t("records")}>
        <Lines lines={await eventLines(person)} />
      </Part>
      <Part title={t("mails")}>
        <Lines lines={await mailLines(person)} />
      </Part>
    </>
  );
}

/** How its member came in: attempts, logins, consents. */
export async function LoginRecords({ person }: { person: PersonView }) {
  const t = await getTranslations("person");
  return (
    <>
      <Part title={t("attempts")}>
        <Lines lines={await attemptLines(person)} />
      </Part>
      <Part title={t("logins")}>
        <Lines lines={await loginLines(person)} />
      </Part>
      <Part title={t("consents")}>
        <Lines lines={await consentLines(person)} />
      </Part>
    </>
  );
}

/** So many lines stand open, the newest. */
const shownAtOnce = 10;

async function Lines({ lines }: { lines: readonly Line[] }) {
  const t = await getTranslations("person");
  if (lines.length === 0) return <p className="text-muted">{t("none")}</p>;
  const earlier = lines.slice(shownAtOnce);
  return (
    <>
      <LineList lines={lines.slice(0, shownAtOnce)} />
      {earlier.length > 0 && (
        <details className="border-t border-line">
          <summary className="flex min-h-11 cursor-pointer items-center text-sm text-accent">
            {t("earlierLines", { count: earlier.length })}
          </summary>
          <LineList lines={earlier} />
        </details>
      )}
    </>
  );
}

function LineList({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="text-sm">
      {lines.map(({ at, what, more }, place) => (
        <li
          key={`${place} ${at}`}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2 last:border-0"
        >
          <span className="wrap-anywhere">{what}</span>
          <span className="text-muted tabular-nums">{at}</span>
          {more !== undefined && <span className="w-full wrap-anywhere text-muted">{more}</span>}
        </li>
      ))}
    </ul>
  );
}

async function eventLines({ events }: PersonView): Promise<Line[]> {
  const t = await getTranslations("person");
  const kinds = await getTranslations("ownData.eventKinds");
  const reasons = await getTranslations("person.reasons");
  const fields = await getTranslations("person.fields");
  const { moment } = await timesHere();
  return events.map(({ at, kind, by, isOwn, reason, field }) => ({
    at: moment(at),
    what: [
      isEventKind(kind) ? kinds(kind) : kind,
      field === undefined ? [] : fields(field),
      by === null ? t("byNobody") : isOwn ? t("byMember") : t("byAdministrator"),
    ]
      .flat()
      .join(" · "),
    more: reason === undefined ? undefined : reasons(reason),
  }));
}

async function attemptLines({ attempts }: PersonView): Promise<Line[]> {
  const purposes = await getTranslations("person.purposes");
  const states = await getTranslations("person.attemptStates");
  const { moment } = await timesHere();
  return attempts.map(({ id, purpose, state, outcome, provider, createdAt }) => ({
    at: moment(createdAt),
    what: (
      <>
        {isPurpose(purpose) ? purposes(purpose) : purpose} ·{" "}
        {isAttemptState(state) ? states(state) : state}
        {provider !== null && (
          <>
            {" "}
            · <ProviderName name={provider} />
          </>
        )}
      </>
    ),
    more: [id, outcome ?? []].flat().join(" · "),
  }));
}

async function mailLines({ mails }: PersonView): Promise<Line[]> {
  const kinds = await getTranslations("ownData.mailKinds");
  const states = await getTranslations("person.mailStates");
  const faults = await getTranslations("person.mailFaults");
  const { moment } = await timesHere();
  /** Some end in the status that the mail server answered with. */
  const faultText = (fault: string) => {
    const [, name = fault, status] = /^(.+?)(?:_(\d{3}))?$/.exec(fault) ?? [];
    if (!isMailFault(name)) return fault;
    return status === undefined ? faults(name) : `${faults(name)} (${status})`;
  };
  return mails.map(({ kind, state, createdAt, fault }) => ({
    at: moment(createdAt),
    what: `${isMailKind(kind) ? kinds(kind) : kind} · ${isMailState(state) ? states(state) : state}`,
    more: fault === null ? undefined : faultText(fault),
  }));
}

async function loginLines({ logins }: PersonView): Promise<Line[]> {
  const t = await getTranslations("person");
  const methods = await getTranslations("logins.methods");
  const { moment } = await timesHere();
  return logins.map(({ beganAt, method, device, network }) => ({
    at: moment(beganAt),
    what: [
      method === null ? [] : methods(method),
      device ?? t("unknownDevice"),
      shownNetwork(network) ?? [],
    ]
      .flat()
      .join(" · "),
  }));
}

async function consentLines({ consents }: PersonView): Promise<Line[]> {
  const locale = await getLocale();
  const { moment } = await timesHere();
  return consents.toReversed().map(({ document, version, agreedAt }) => ({
    at: moment(agreedAt),
    what: `${documents.find(document, version)?.texts[locale].title ?? document} ${version}`,
  }));
}

type Line = { at: string; what: React.ReactNode; more?: string | undefined };
