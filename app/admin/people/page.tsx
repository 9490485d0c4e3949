import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { redirect } from "next/navigation";
import { EmptyState } from "@/app/components/empty-state";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { readFormProblem, readPageProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { listPeople, type PeoplePage } from "@/lib/admin/list-people";
import { readPeopleAddress, writePeopleQuery, type Place } from "@/lib/admin/people-address";
import { listFound, mostFound, readFound } from "@/lib/admin/search-people";
import { requireAdministrator } from "@/lib/browser/access";
import { context } from "@/lib/server/context";
import { AdminShell } from "../parts/admin-shell";
import { queryOf } from "../parts/refused-address";
import { FilterForm } from "./parts/filter-form";
import { ListKeys } from "./parts/list-keys";
import { PeopleTable } from "./parts/people-table";
import { SearchForm } from "./parts/search-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** Members, masked: a page of the list, or those whom a search found. */
export default async function PeopleListPage({ searchParams }: { searchParams: PageSearch }) {
  const by = await requireAdministrator("viewer");
  const search = await searchParams;
  const t = await getTranslations("people");
  const found = readFound(search);
  const address = readPeopleAddress(search);
  if (found === null || address === null) {
    // A page has no status of its own: a handler shows this one again, with 400.
    if ((await readPageProblem()) === null) {
      redirect(`/admin/people/refused${queryOf(search)}` as Route);
    }
    return (
      <AdminShell by={by} here="people">
        <Heading>{t("title")}</Heading>
        <PageLink href="/admin/people">{t("first")}</PageLink>
      </AdminShell>
    );
  }
  const { filters } = address;
  if ((await readFormProblem("/admin/people/search")) !== null) {
    // Nobody asked for the list, and showing it is recorded as a look at those on it.
    return (
      <AdminShell by={by} here="people">
        <Heading>{t("title")}</Heading>
        <SearchForm by={by} />
        <FilterForm filters={filters} />
        <PageLink href="/admin/people">{t("all")}</PageLink>
        <Keys />
      </AdminShell>
    );
  }
  const listing = found.length > 0 ? null : await listPeople(by, address, context());
  const rows = listing?.rows ?? (await listFound(by, found.slice(0, mostFound), context()));
  const isFiltered = found.length > 0 || Object.values(filters).some((set) => set !== undefined);
  const closed = rows.filter(({ maskedName }) => maskedName === null).length;
  return (
    <AdminShell by={by} here="people">
      <Heading
        lead={
          <>
            {listing !== null && (
              <span className="mr-2 font-bold text-text">
                {t(listing.total.isEstimate ? "about" : "exactly", { count: listing.total.count })}
              </span>
            )}{" "}
            {filters.due ? t("orderDue") : t("order")}
          </>
        }
      >
        {t("title")}
      </Heading>
      <SearchForm by={by} />
      <FilterForm filters={filters} />
      {listing?.isSearchComplete === false && <Notice tone="warn">{t("notSearchable")}</Notice>}
      {closed > 0 && <Notice tone="bad">{t("unreadableCount", { count: closed })}</Notice>}
      {listing === null && (
        <p className="mb-4 flex flex-wrap items-center gap-x-4 font-bold">
          {found.length > mostFound
            ? t("foundMany", { count: mostFound })
            : t("found", { count: rows.length })}
          <PageLink href="/admin/people">{t("all")}</PageLink>
        </p>
      )}
      {rows.length > 0 && <PeopleTable rows={rows} />}
      {rows.length === 0 &&
        (isFiltered ? (
          <EmptyState title={t("empty")} hint={t("emptyHint")} />
        ) : (
          <EmptyState title={t("nobodyYet")} />
        ))}
      {listing !== null && <Ways filters={filters} {...listing} />}
      <Keys />
    </AdminShell>
  );
}

async function Ways({ filters, earlier, later }: WaysProps) {
  const t = await getTranslations("people");
  const href = (place?: Place) => `/admin/people${writePeopleQuery(filters, place)}` as Route;
  return (
    <nav className="mt-4 flex flex-wrap justify-between gap-x-4">
      {earlier === null ? (
        <span />
      ) : (
        <span className="flex gap-6">
          <PageLink href={href()}>{t("first")}</PageLink>
          <PageLink href={href(earlier)}>{t("earlier")}</PageLink>
        </span>
      )}
      {later !== null && <PageLink href={href(later)}>{t("later")}</PageLink>}
    </nav>
  );
}

async function Keys() {
  const t = await getTranslations("people");
  return (
    <ListKeys
      title={t("keys")}
      close={t("close")}
      keys={[
        ["/", t("keySearch")],
        ["j", t("keyNext")],
        ["k", t("keyPrevious")],
        ["Enter", t("keyOpen")],
        ["?", t("keyHelp")],
      ]}
    />
  );
}

function PageLink({ href, children }: { href: Route; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="-mx-3 flex min-h-11 items-center self-start rounded-xl px-3 font-bold text-accent underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}

type WaysProps = Pick<PeoplePage, "earlier" | "later"> & {
  filters: Parameters<typeof writePeopleQuery>[0];
};
