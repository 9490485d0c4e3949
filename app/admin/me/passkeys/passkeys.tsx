import { getFormatter, getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { AddPasskey } from "@/app/passkeys/add-passkey";
import { PasskeySignals } from "@/app/passkeys/passkey-signals";
import { passkeyText } from "@/app/passkeys/passkey-text";
import type { OwnAdministration } from "@/lib/admin/own-administration";
import type { Viewer } from "@/lib/logins/admission";
import { isProvedLately } from "@/lib/logins/administrators";
import { formOwnerMark } from "@/lib/own-account/form-owner";

/** An administrator's own passkeys: second factors, beside the authenticator app or in its place. */
export async function Passkeys({ by, own, now }: PasskeysProps) {
  const { passkeys, signals } = own;
  const t = await getTranslations("ownAdmin");
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const problem = await readFormProblem("/admin/me/passkeys/remove");
  return (
    <section>
      <h2 className="mb-2 text-lg font-bold">{t("passkeys")}</h2>
      <p className="mb-4 text-muted">{t("passkeysLead")}</p>
      {passkeys.length > 0 && (
        <AdminForm by={by} action="/admin/me/passkeys/remove">
          <FormNotice problem={problem} />
          <ProofField login={by.login} problem={problem} now={now} of="passkeys" />
          <ul className="mb-4 grid gap-2">
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 rounded-2xl bg-sunken px-5 py-3"
              >
                <span className="min-w-0">
                  <span className="block font-bold wrap-anywhere">{name}</span>
                  <span className="text-sm text-muted">
                    {t("passkeyDates", {
                      made: day(createdAt),
                      used: lastUsedAt === null ? t("passkeyUnused") : day(lastUsedAt),
                    })}
                  </span>
                </span>
                <button
                  name="passkey"
                  value={id}
                  aria-label={t("removePasskeyOf", { name })}
                  className="min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
                >
                  {t("removePasskey")}
                </button>
              </li>
            ))}
          </ul>
        </AdminForm>
      )}
      {isProvedLately(by.login, now) ? (
        <AddPasskey
          purpose="factor_add"
          owner={formOwnerMark(by.id)}
          look="secondary"
          label={t("addPasskey")}
          unsupported={t("passkeysUnsupported")}
          text={await passkeyText()}
        />
      ) : (
        <Prove by={by} now={now} />
      )}
      <PasskeySignals {...signals} />
    </section>
  );
}

/** A passkey is made by a script, which cannot ask. */
async function Prove({ by, now }: { by: Viewer; now: Date }) {
  const t = await getTranslations("ownAdmin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/me/prove");
  return (
    <AdminForm by={by} action="/admin/me/prove">
      <FormNotice problem={problem} />
      <ProofField login={by.login} problem={problem} now={now} of="add" />
      <SubmitButton look="secondary" wait={common("wait")}>
        {t("prove")}
      </SubmitButton>
    </AdminForm>
  );
}

type PasskeysProps = { by: Viewer; own: OwnAdministration; now: Date };
