import { getFormatter, getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { AddPasskey } from "@/app/passkeys/add-passkey";
import { PasskeySignals } from "@/app/passkeys/passkey-signals";
import { passkeyText } from "@/app/passkeys/passkey-text";
import type { OwnAdministration } from "@/lib/admin/own-administration";
import type { Viewer } from "@/lib/logins/admission";
import { formOwnerMark } from "@/lib/own-account/form-owner";

/** An administrator's own passkeys: second factors, beside the authenticator app or in its place. */
export async function Passkeys({ by, own, now, isProved }: PasskeysProps) {
  const { passkeys, signals } = own;
  const t = await getTranslations("ownAdmin");
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const problem = await readFormProblem("/admin/me/passkeys/remove");
  // Nothing to see, and nothing to do before they have confirmed who they are.
  if (!isProved && passkeys.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 text-lg font-bold">{t("passkeys")}</h2>
      <p className="mb-4 text-muted">{t("passkeysLead")}</p>
      {passkeys.length > 0 && (
        <AdminForm by={by} action="/admin/me/passkeys/remove">
          <FormNotice problem={problem} />
          {isProved && <ProofField login={by.login} problem={problem} now={now} of="passkeys" />}
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
                {isProved && (
                  <button
                    name="passkey"
                    value={id}
                    aria-label={t("removePasskeyOf", { name })}
                    className="min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
                  >
                    {t("removePasskey")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </AdminForm>
      )}
      {isProved && (
        <AddPasskey
          purpose="factor_add"
          owner={formOwnerMark(by.id)}
          look="secondary"
          label={t("addPasskey")}
          unsupported={t("passkeysUnsupported")}
          text={await passkeyText()}
        />
      )}
      <PasskeySignals {...signals} />
    </section>
  );
}

/** `isProved`: who they are, lately; until then they are asked once, elsewhere on the page. */
type PasskeysProps = { by: Viewer; own: OwnAdministration; now: Date; isProved: boolean };
