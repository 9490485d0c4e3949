import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { Facts } from "@/app/account/parts/facts";
import { shownNetwork } from "@/app/account/parts/shown-network";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { ProofField } from "@/app/admin/parts/proof-field";
import { Button } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { CodeNotice } from "@/app/forms/code-notice";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { readOwnAdministration, type OwnAdministration } from "@/lib/admin/own-administration";
import { requireAdministrator } from "@/lib/browser/access";
import { config } from "@/lib/config";
import { isProvedLately } from "@/lib/logins/administrators";
import type { Viewer } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";
import { Passkeys } from "./passkeys/passkeys";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownAdmin");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** An administrator's own second factor and logins. */
export default async function OwnAdministrationPage({
  searchParams,
}: {
  searchParams: PageSearch;
}) {
  const by = await requireAdministrator("viewer", "setUp");
  const { statements, mailing, now } = context();
  const { appUrl } = mailing;
  const own = await readOwnAdministration(by, { statements, appUrl, now });
  const t = await getTranslations("ownAdmin");
  const roles = await getTranslations("admin.roles");
  const common = await getTranslations("common");
  const { hasSecondFactor, hasTotp, codesLeft: count } = by.login;
  const problem = await readFormProblem("/admin/me/second-factor/begin");
  const code = readCodeParameter(await searchParams);
  const isProved = isProvedLately(by.login, now);
  return (
    <AdminShell by={by} here="me">
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={by.email}>{t("title")}</Heading>
      {config().secondFactorRequired && !hasSecondFactor && (
        <Notice tone="warn">{t("needed")}</Notice>
      )}
      <div className="grid items-start gap-x-8 gap-y-7 lg:grid-cols-2">
        <div>
          <Facts
            facts={[
              [t("role"), roles(by.role)],
              [t("factor"), hasTotp ? t("on") : t("off")],
              ...(hasSecondFactor ? [[t("codes"), t("codesLeft", { count })] as const] : []),
            ]}
          />
          {isProved ? (
            <AdminForm by={by} action="/admin/me/second-factor/begin" className="mt-4">
              <FormNotice problem={problem} />
              <ProofField login={by.login} problem={problem} now={now} />
              <SubmitButton look={hasTotp ? "secondary" : "primary"} wait={common("wait")}>
                {hasTotp ? t("renew") : t("setUp")}
              </SubmitButton>
            </AdminForm>
          ) : (
            <Prove by={by} now={now} />
          )}
        </div>
        <Passkeys by={by} own={own} now={now} isProved={isProved} />
        {hasSecondFactor && isProved && <RenewCodes by={by} now={now} />}
        <Logins by={by} logins={own.logins} />
      </div>
    </AdminShell>
  );
}

/** Who it is, once for all that follows. */
async function Prove({ by, now }: { by: Viewer; now: Date }) {
  const t = await getTranslations("ownAdmin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/me/prove");
  const { hasTotp, hasSecondFactor, codesLeft } = by.login;
  return (
    <AdminForm by={by} action="/admin/me/prove" className="mt-6">
      <FormNotice problem={problem} />
      <ProofField login={by.login} problem={problem} now={now} />
      {/* Of a passkey alone, its own button sends the form. */}
      {(hasTotp || !hasSecondFactor || codesLeft > 0) && (
        <SubmitButton wait={common("wait")}>{t("prove")}</SubmitButton>
      )}
    </AdminForm>
  );
}

/** Those who have an authenticator app alone get new ones with a new app too. */
async function RenewCodes({ by, now }: { by: Viewer; now: Date }) {
  const t = await getTranslations("ownAdmin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/me/recovery-codes/begin");
  return (
    <section>
      <h2 className="mb-2 text-lg font-bold">{t("codes")}</h2>
      <p className="mb-4 text-muted">{t("codesRenewLead")}</p>
      <AdminForm by={by} action="/admin/me/recovery-codes/begin">
        <FormNotice problem={problem} />
        <ProofField login={by.login} problem={problem} now={now} of="codes" />
        <SubmitButton look="secondary" wait={common("wait")}>
          {t("codesRenew")}
        </SubmitButton>
      </AdminForm>
    </section>
  );
}

async function Logins({ by, logins }: { by: Viewer; logins: OwnAdministration["logins"] }) {
  const t = await getTranslations("ownAdmin");
  const format = await getFormatter();
  const moment = (at: Date) =>
    format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  return (
    <section>
      <h2 className="mb-2 text-lg font-bold">{t("logins")}</h2>
      <AdminForm by={by} action="/admin/me/sessions">
        <ul className="grid gap-2">
          {logins.map((each) => (
            <li
              key={each.handle}
              className="flex flex-wrap items-center justify-between gap-3 rounded-2xl bg-sunken px-5 py-3"
            >
              <span>
                <span className="block font-bold">{each.device ?? t("unknownDevice")}</span>
                <span className="text-sm text-muted">
                  {t("seen", {
                    at: moment(each.lastSeenAt),
                    network: shownNetwork(each.network) ?? t("unknownNetwork"),
                  })}
                </span>
              </span>
              {each.isThisOne ? (
                <span className="rounded-full bg-good-soft px-3 py-1 text-sm text-good">
                  {t("thisOne")}
                </span>
              ) : (
                <button
                  name="end"
                  value={each.handle}
                  className="min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
                >
                  {t("end")}
                </button>
              )}
            </li>
          ))}
        </ul>
        {logins.length > 1 && (
          <Button look="quiet" name="end" value="others">
            {t("endOthers")}
          </Button>
        )}
      </AdminForm>
    </section>
  );
}
