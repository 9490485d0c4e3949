import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { ProviderName } from "@/app/admin/parts/provider-name";
import type { PersonRow } from "@/lib/admin/people-rows";

/** Dense lines on a desk; on a phone a card of three lines a person. */
export async function PeopleTable({ rows }: { rows: readonly PersonRow[] }) {
  const t = await getTranslations("people");
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const none = t("none");
  return (
    <table className="w-full border-collapse text-left max-lg:block">
      <thead className="max-lg:sr-only">
        <tr className="border-b border-line text-sm text-muted">
          {(["name", "phone", "email", "birthYear", "provider", "joinedAt", "state"] as const).map(
            (column) => (
              <th key={column} scope="col" className="px-2 py-2 font-normal">
                {t(column)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody className="max-lg:grid max-lg:gap-2 md:max-lg:grid-cols-2">
        {rows.map((row) => (
          <tr
            key={row.id}
            className="relative border-b border-line hover:bg-sunken max-lg:flex max-lg:flex-wrap max-lg:items-baseline max-lg:gap-x-3 max-lg:rounded-2xl max-lg:border-0 max-lg:bg-sunken max-lg:px-4 max-lg:py-2.5"
          >
            <th scope="row" className="px-2 py-1.5 font-bold whitespace-nowrap max-lg:p-0">
              <Link
                href={`/admin/people/${row.id}`}
                prefetch={false}
                data-row
                className="after:absolute after:inset-0 focus-visible:outline-none after:rounded-xl focus-visible:after:outline-2 focus-visible:after:outline-accent"
              >
                {row.maskedName ?? t("unreadable")}
              </Link>
            </th>
            <td className={cell}>{row.maskedName === null ? "–" : (row.maskedPhone ?? none)}</td>
            <td
              className={`${cell} max-lg:order-1 max-lg:min-w-0 max-lg:grow max-lg:basis-24 max-lg:truncate`}
            >
              {row.maskedEmail}
            </td>
            <td className={cell}>{row.birthYear}</td>
            <td className={`${cell} max-lg:hidden`}>
              <ProviderName name={row.provider} />
            </td>
            <td className={`${cell} max-lg:hidden`}>{date(row.joinedAt)}</td>
            <td className={`${cell} max-lg:order-2`}>
              <Badges row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const cell = "px-2 py-1.5 whitespace-nowrap tabular-nums max-lg:p-0 max-lg:text-sm";

async function Badges({ row }: { row: PersonRow }) {
  const t = await getTranslations("people");
  const states = await getTranslations("people.states");
  const badges = [
    ...(row.isSuspended ? [[states("suspended"), "bg-bad-soft text-bad"]] : []),
    ...(row.mustReverify ? [[states("reverify"), "bg-warn-soft text-warn"]] : []),
    ...(row.isEmailConfirmed ? [] : [[t("unconfirmed"), "bg-accent-soft text-accent-strong"]]),
  ] as const;
  if (badges.length === 0)
    return <span className="text-muted max-lg:hidden">{states("active")}</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {badges.map(([text, tone]) => (
        <span key={text} className={`rounded-full px-2 py-0.5 text-sm ${tone ?? ""}`}>
          {text}
        </span>
      ))}
    </span>
  );
}
