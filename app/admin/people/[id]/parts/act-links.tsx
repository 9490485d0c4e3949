import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { personWithAct } from "@/app/admin/people/person-address";
import type { Act } from "@/lib/admin/act-on-account";

/** Each leads to its question first; nothing is done by a link. */
export async function ActLinks({ id, acts }: { id: string; acts: readonly Act[] }) {
  const t = await getTranslations("person.acts");
  return (
    <ul className="grid grid-cols-2 gap-2">
      {acts.map((act) => (
        <li key={act} className="grid">
          <Link
            href={personWithAct(id, act) as Route}
            prefetch={false}
            className={`flex min-h-11 items-center justify-center rounded-xl px-3 py-1 text-center font-bold ${act === "close" || act === "suspend" ? "bg-bad-soft text-bad" : "bg-accent-soft text-accent-strong"}`}
          >
            {t(act)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
