import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { PageSearch } from "@/app/forms/code-parameter";
import { DataTable } from "@/app/components/data-table";
import { EmptyState } from "@/app/components/empty-state";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import { PostForm } from "@/app/forms/post-form";
import { listVerifiedPeople } from "@/lib/admin/list-verified-people";
import { context } from "@/lib/server/context";
import { requireAdministrator } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("people"), robots: { index: false, follow: false } };
}

const rowsPerPage = 25;

/** Verified people, newest first. */
export default async function AdministratorPage({ searchParams }: { searchParams: PageSearch }) {
  const administrator = await requireAdministrator();
  const { after } = await searchParams;
  // A repeated parameter makes an invalid cursor.
  const cursor = Array.isArray(after) ? after.join() : after;
  const listing = await listVerifiedPeople(
    administrator.id,
    { after: cursor, limit: rowsPerPage },
    context(),
  );
  const { rows, next } = listing.kind === "page" ? listing : { rows: [], next: null };
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
        <PostForm action="/admin/log-out">
          <button className="min-h-11 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-text">
            {t("logOut")}
          </button>
        </PostForm>
      }
    >
      <Heading lead={t("peopleLead")}>{t("people")}</Heading>
      {listing.kind === "invalid_cursor" ? (
        <Notice tone="warn">{t("noSuchPage")}</Notice>
      ) : rows.length === 0 ? (
        <EmptyState title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <DataTable
          columns={columns.map((column) => t(column))}
          rows={rows.map((row) => ({
            id: row.id,
            cells: [
              row.maskedName ?? t("unreadable"),
              row.maskedEmail,
              row.maskedPhone ?? t("none"),
              String(row.birthYear),
              row.provider,
              moment(row.verifiedAt),
              moment(row.joinedAt),
            ],
          }))}
        />
      )}
      <nav className="mt-6 flex justify-between gap-4">
        {cursor === undefined ? <span /> : <PageLink href="/admin/people">{t("first")}</PageLink>}
        {next !== null && <PageLink href={`/admin/people?after=${next}`}>{t("next")}</PageLink>}
      </nav>
    </Shell>
  );
}

function PageLink({
  href,
  children,
}: {
  href: "/admin/people" | `/admin/people?after=${string}`;
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
