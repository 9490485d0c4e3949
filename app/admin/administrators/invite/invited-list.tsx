import { getFormatter, getTranslations } from "next-intl/server";
import type { ListedInvitation } from "@/lib/admin/invitations";

/** Whoever was asked and has not answered yet; a part of the page's one form. */
export async function InvitedList({ invitations }: { invitations: readonly ListedInvitation[] }) {
  const t = await getTranslations("administrators");
  const roles = await getTranslations("admin.roles");
  const format = await getFormatter();
  return (
    <section className="mb-6">
      <h2 className="mb-2 text-lg font-bold">{t("invited")}</h2>
      <ul className="grid gap-2">
        {invitations.map(({ id, name, email, role, expiresAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-2xl bg-sunken px-5 py-3"
          >
            <span className="min-w-0">
              <span className="block font-bold wrap-anywhere">
                {name} · {email}
              </span>
              <span className="text-sm text-muted">
                {t("invitedUntil", {
                  role: roles(role),
                  date: format.dateTime(expiresAt, {
                    dateStyle: "medium",
                    timeStyle: "short",
                    hourCycle: "h23",
                  }),
                })}
              </span>
            </span>
            <button
              name="do"
              value={`withdraw ${id}`}
              aria-label={t("withdrawOf", { email })}
              className="min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field"
            >
              {t("withdraw")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
