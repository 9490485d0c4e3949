import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch";

/** The frame of every page: brand, content, language. One column; wide for the administrator. */
export function Shell({ children, wide = false, actions }: ShellProps) {
  const t = useTranslations("common");
  const width = wide ? "max-w-6xl" : "max-w-md";
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="absolute -top-20 left-4 z-10 rounded-xl bg-accent px-4 py-3 text-on-accent focus:top-4"
      >
        {t("skip")}
      </a>
      <header
        className={`mx-auto flex w-full ${width} items-center justify-between gap-4 px-5 pt-4 sm:pt-8`}
      >
        <Link href="/" className="flex min-h-11 items-center gap-2 font-bold tracking-tight">
          <Mark />
          {t("brand")}
        </Link>
        <div className="flex items-center gap-2">
          {actions}
          <LanguageSwitch />
        </div>
      </header>
      <main
        id="content"
        className={`mx-auto flex w-full ${width} grow flex-col px-5 pt-6 sm:pt-10`}
      >
        {children}
      </main>
      <footer
        className={`mx-auto flex w-full ${width} flex-wrap gap-x-5 px-5 pt-8 pb-6 text-sm text-muted`}
      >
        <Link className="flex min-h-11 items-center hover:text-text" href="/terms">
          {t("terms")}
        </Link>
        <Link className="flex min-h-11 items-center hover:text-text" href="/privacy">
          {t("privacy")}
        </Link>
      </footer>
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 28 28" className="size-7" aria-hidden="true">
      <rect width="28" height="28" rx="9" className="fill-accent" />
      <path
        d="M8 14.5l4.2 4.2L20.5 10"
        className="stroke-on-accent"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}

type ShellProps = { children: ReactNode; wide?: boolean; actions?: ReactNode };
