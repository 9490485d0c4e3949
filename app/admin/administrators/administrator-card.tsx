import { getFormatter, getTranslations } from "next-intl/server";
import { Button } from "@/app/components/button";
import { Dialog } from "@/app/components/dialog";
import type { ListedAdministrator } from "@/lib/admin/administrators";
import { roles } from "@/lib/logins/admission";

/** One administrator, with what an owner can change; a part of the page's one form. */
export async function AdministratorCard({ administrator }: { administrator: ListedAdministrator }) {
  const { id, email, name, role, isYou, factor, isLocked, createdAt, lastSeenAt } = administrator;
  const t = await getTranslations("administrators");
  const factors = await getTranslations("administrators.factors");
  const said = await getTranslations("admin.roles");
  const format = await getFormatter();
  const facts = [
    ...(name === null ? [] : [[t("name"), name] as const]),
    [t("factor"), factors(factor)],
    [
      t("lastSeen"),
      lastSeenAt === null
        ? t("nobodySeen")
        : format.dateTime(lastSeenAt, {
            dateStyle: "medium",
            timeStyle: "short",
            hourCycle: "h23",
          }),
    ],
    [t("createdAt"), format.dateTime(createdAt, { dateStyle: "medium" })],
  ] as const;
  return (
    <li className="rounded-2xl bg-sunken p-5">
      <h2 className="flex flex-wrap items-center gap-2 font-bold wrap-anywhere">
        {email}
        {isYou && (
          <span className="rounded-full bg-good-soft px-3 py-0.5 text-sm font-normal text-good">
            {t("you")}
          </span>
        )}
        {isLocked && (
          <span className="rounded-full bg-bad-soft px-3 py-0.5 text-sm font-normal text-bad">
            {t("locked")}
          </span>
        )}
      </h2>
      <dl className="mt-2 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-4 py-1">
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name={`was-${id}`} value={role} />
        <select
          name={`role-${id}`}
          aria-label={t("role", { email })}
          defaultValue={role}
          className="min-h-11 grow rounded-xl border border-field bg-well px-3"
        >
          {roles.map((each) => (
            <option key={each} value={each}>
              {said(each)}
            </option>
          ))}
        </select>
        <button name="do" value={`role ${id}`} className={small}>
          {t("change")}
        </button>
        {isLocked && (
          <button name="do" value={`unlock ${id}`} className={small}>
            {t("unlock")}
          </button>
        )}
        <Dialog
          id={`remove-${id}`}
          opener={t("remove")}
          openerClass={`${small} text-bad`}
          keep={t("keep")}
          title={t("removeTitle")}
          body={t("removeBody", { email })}
        >
          <Button look="danger" name="do" value={`remove ${id}`}>
            {t("remove")}
          </Button>
        </Dialog>
      </div>
    </li>
  );
}

const small = "min-h-11 rounded-xl border border-line bg-well px-4 font-bold hover:border-field";
