import { AdminForm } from "@/app/admin/parts/admin-form";
import { NavRow } from "@/app/admin/parts/nav-row";
import "@/app/fonts/every-letter";
import type { Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import type { ReactNode } from "react";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import { rightsCheckDue } from "@/lib/admin/administrators";
import { config } from "@/lib/config";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { mayActAs, type Viewer } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";

const places = [
  { name: "figures", href: "/admin", needs: "viewer" },
  { name: "people", href: "/admin/people", needs: "viewer" },
  { name: "attempts", href: "/admin/attempts", needs: "viewer" },
  { name: "audit", href: "/admin/audit", needs: "owner" },
  { name: "exports", href: "/admin/exports", needs: "operator" },
  { name: "administrators", href: "/admin/administrators", needs: "owner" },
  { name: "me", href: "/admin/me", needs: "viewer" },
] as const satisfies { name: string; href: Route; needs: string }[];

/** The frame of every page below /admin: who is logged in, in which role, where, and the ways on. */
export async function AdminShell({ by, here, children }: AdminShellProps) {
  const t = await getTranslations("admin");
  const nav = await getTranslations("admin.nav");
  return (
    <Shell
      wide
      actions={
        <AdminForm by={by} action="/admin/log-out">
          <button className="min-h-11 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-text">
            {t("logOut")}
          </button>
        </AdminForm>
      }
      bar={
        <nav
          aria-label={t("navigation")}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-2"
        >
          <NavRow>
            {places
              .filter(({ needs }) => mayActAs(by.role, needs))
              .map(({ name, href }) => (
                <li key={name} className="shrink-0">
                  <Link
                    href={href}
                    prefetch={false}
                    aria-current={name === here ? "page" : undefined}
                    className="flex min-h-11 items-center rounded-xl px-3 whitespace-nowrap text-muted -outline-offset-3 hover:bg-sunken hover:text-text aria-[current=page]:font-bold aria-[current=page]:text-text"
                  >
                    {nav(name)}
                  </Link>
                </li>
              ))}
          </NavRow>
          <WhoAndWhere by={by} />
        </nav>
      }
    >
      {/* The page of the administrators says it itself. */}
      {by.role === "owner" && here !== "administrators" && <RightsCheckNotice by={by} />}
      {children}
    </Shell>
  );
}

/** A dot stands only between two parts of a line: at its beginning it is cut off. */
async function WhoAndWhere({ by }: { by: Viewer }) {
  const t = await getTranslations("admin");
  const roles = await getTranslations("admin.roles");
  const { appUrl, secondFactorRequired } = config();
  const part = "relative inline-block pl-4 before:absolute before:left-1.5 before:content-['·']";
  return (
    <p className="overflow-x-clip text-sm wrap-anywhere text-muted">
      <span className="-ml-4 flex flex-wrap">
        <span className={part}>{by.email}</span>
        <span className={part}>{roles(by.role)}</span>
        <span className={part}>
          {new URL(appUrl).host}{" "}
          <span
            className={`rounded-full px-2 py-0.5 ${secondFactorRequired ? "bg-bad-soft text-bad" : "border border-line bg-well"}`}
          >
            {secondFactorRequired ? t("live") : t("practice")}
          </span>
        </span>
      </span>
    </p>
  );
}

/** The yearly task of the owners, from a month before it is due. */
async function RightsCheckNotice({ by }: { by: Viewer }) {
  const due = rightsCheckDue(by.login);
  const { now } = context();
  if (seoulDateAfter(now, 30).toString() < due) return null;
  const isOverdue = seoulDateAfter(now, 0).toString() > due;
  const t = await getTranslations("admin");
  const format = await getFormatter();
  const date = format.dateTime(startOfSeoulDay(due), { dateStyle: "long" });
  return (
    <Notice tone="warn">
      <Link href="/admin/administrators" prefetch={false} className="underline underline-offset-4">
        {t(isOverdue ? "rightsCheckOverdue" : "rightsCheck", { date })}
      </Link>
    </Notice>
  );
}

type AdminShellProps = {
  by: Viewer;
  here: (typeof places)[number]["name"] | null;
  children: ReactNode;
};
