import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { PageSearch } from "@/app/components/code-parameter";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { listVerifiedPeople } from "@/lib/admin/list-verified-people";
import { rules } from "@/lib/rules";
import { requireAdministrator } from "@/lib/sessions/administrator-access";
import { logOutAdministrator } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("people"), robots: { index: false, follow: false } };
}

const rowsPerPage = 25;

/** Verified people, newest first; a table where there is room, cards on a phone. */
export default async function AdministratorPage({ searchParams }: { searchParams: PageSearch }) {
  const administrator = await requireAdministrator();
  const { after } = await searchParams;
  const cursor = typeof after === "string" ? after : undefined;
  const { rows, next } = await listVerifiedPeople(
    administrator.id,
    { after: cursor, limit: rowsPerPage },
    rules(),
  );
  const t = await getTranslations("admin");
  const format = await getFormatter();
  const moment = (at: Date) =>
    format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" });
  const columns = [
    "name",
    "email",
    "phone",
    "birthYear",
    "provider",
    "verifiedAt",
    "joinedAt",
  ] as const;
  return (
    <Shell
      wide
      actions={
        <form action={logOutAdministrator}>
          <button className="min-h-11 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-text">
            {t("logOut")}
          </button>
        </form>
      }
    >
      <Heading lead={t("peopleLead")}>{t("people")}</Heading>
      {rows.length === 0 ? (
        <div className="rounded-2xl bg-sunken p-10 text-center">
          <p className="text-lg font-bold">{t("empty")}</p>
          <p className="mt-1 text-muted">{t("emptyHint")}</p>
        </div>
      ) : (
        <table className="w-full border-collapse text-left max-md:block">
          <thead className="max-md:sr-only">
            <tr className="border-b border-line text-sm text-muted">
              {columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-3 font-normal">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-md:grid max-md:gap-3">
            {rows.map((row) => {
              const cells = [
                row.maskedName,
                row.maskedEmail,
                row.maskedPhone ?? t("none"),
                String(row.birthYear),
                row.provider,
                moment(row.verifiedAt),
                moment(row.joinedAt),
              ];
              return (
                <tr
                  key={row.id}
                  className="border-b border-line max-md:block max-md:rounded-2xl max-md:border-0 max-md:bg-sunken max-md:p-4"
                >
                  {columns.map((column, at) => (
                    <td
                      key={column}
                      className="px-3 py-3.5 first:font-bold max-md:flex max-md:justify-between max-md:gap-4 max-md:px-0 max-md:py-1"
                    >
                      <span aria-hidden="true" className="font-normal text-muted md:hidden">
                        {t(column)}
                      </span>
                      {cells[at]}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <nav className="mt-6 flex justify-between gap-4">
        {cursor === undefined ? <span /> : <PageLink href="/admin">{t("first")}</PageLink>}
        {next !== null && <PageLink href={`/admin?after=${next}`}>{t("next")}</PageLink>}
      </nav>
    </Shell>
  );
}

function PageLink({
  href,
  children,
}: {
  href: "/admin" | `/admin?after=${string}`;
  children: string;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-12 items-center rounded-2xl bg-accent-soft px-5 font-bold text-accent-strong"
    >
      {children}
    </Link>
  );
}
