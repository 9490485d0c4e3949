import { getLocale, getTranslations } from "next-intl/server";
import { shownNetwork } from "@/app/account/parts/shown-network";
import { ProviderName } from "@/app/admin/parts/provider-name";
import type { PersonView } from "@/lib/admin/read-person";
import { documents } from "@/lib/consents/documents";
import { isEventKind, isMailKind } from "@/lib/i18n/record-kinds";
import { Part } from "./part";
import { isAttemptState, isMailState, isPurpose } from "./record-words";
import { timesHere } from "./times";

/** What was recorded of an account: who did what to it, and why. */
export async function AccountRecords({ person }: { person: PersonView }) {
  const t = await getTranslations("person");
  return (
    <Part title={t("records")}>
      <Lines lines={await eventLines(person)} />
    </Part>
  );
}

/** What happened to an account: attempts, mails, logins, consents. */
export async function Records({ person }: { person: PersonView }) {
  const t = await getTranslations("person");
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <Part title={t("attempts")}>
        <Lines lines={await attemptLines(person)} />
      </Part>
      <Part title={t("mails")}>
        <Lines lines={await mailLines(person)} />
      </Part>
      <Part title={t("logins")}>
        <Lines lines={await loginLines(person)} />
      </Part>
      <Part title={t("consents")}>
        <Lines lines={await consentLines(person)} />
      </Part>
    </div>
  );
}

async function Lines({ lines }: { lines: readonly Line[] }) {
  const t = await getTranslations("person");
  if (lines.length === 0) return <p className="text-muted">{t("none")}</p>;
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
  const { moment } = await timesHere();
  return mails.map(({ kind, state, createdAt, fault }) => ({
    at: moment(createdAt),
    what: `${isMailKind(kind) ? kinds(kind) : kind} · ${isMailState(state) ? states(state) : state}`,
    more: fault ?? undefined,
  }));
}

async function loginLines({ logins }: PersonView): Promise<Line[]> {
  const methods = await getTranslations("logins.methods");
  const { moment } = await timesHere();
  return logins.map(({ beganAt, method, device, network }) => ({
    at: moment(beganAt),
    what: [method === null ? [] : methods(method), device ?? [], shownNetwork(network) ?? []]
      .flat()
      .join(" · "),
  }));
}

async function consentLines({ consents }: PersonView): Promise<Line[]> {
  const locale = await getLocale();
  const { moment } = await timesHere();
  return consents.map(({ document, version, agreedAt }) => ({
    at: moment(agreedAt),
    what: `${documents.find(document, version)?.texts[locale].title ?? document} ${version}`,
  }));
}

type Line = { at: string; what: React.ReactNode; more?: string | undefined };
