import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FormNotice } from "@/app/forms/form-notice";
import { readPageProblem } from "@/app/form-handlers/form-problem";
import { FormWordsProvider } from "@/app/forms/sending/form-words";
import { formSentences } from "@/app/forms/sending/form-sentences";
import { memberAccess } from "@/lib/browser/access";
import { config } from "@/lib/config";
import { Mark } from "./icons";
import { LanguageSwitch } from "./language-switch";

/** The frame of every page above the footer. `wide`, and the `bar` below the head, are for administrators. */
export async function Shell({ children, wide = false, isMember, actions, bar }: ShellProps) {
  const t = await getTranslations("common");
  const { brand } = config();
  const known = isMember ?? (!wide && (await isMemberHere()));
  const width = wide ? "max-w-6xl sm:w-[calc(100%-2rem)]" : "max-w-lg";
  return (
    <div className="flex grow flex-col sm:grow-0" data-wide={wide ? "" : undefined}>
      <a
        href="#content"
        className="absolute -top-20 left-4 z-10 rounded-xl bg-accent px-4 py-3 text-on-accent focus:top-4"
      >
        {t("skip")}
      </a>
      <header
        className={`mx-auto flex w-full ${width} items-center justify-between gap-4 px-5 pt-4 sm:px-2 sm:pt-8`}
      >
        <Link
          href="/"
          prefetch={false}
          className="flex min-h-11 items-center gap-2 font-bold tracking-tight"
        >
          {brand.logo === null ? <Mark /> : <img src={brand.logo} alt="" className="h-7 w-auto" />}
          {brand.name}
        </Link>
        <div className="flex items-center gap-2">
          {actions}
          {known && (
            <Link
              href="/account"
              prefetch={false}
              className="flex min-h-11 items-center rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-text"
            >
              {t("myAccount")}
            </Link>
          )}
          <LanguageSwitch />
        </div>
      </header>
      {bar !== undefined && <div className={`mx-auto w-full ${width} px-5 sm:px-2`}>{bar}</div>}
      <main
        id="content"
        className={`mx-auto flex w-full ${width} grow flex-col px-5 pt-6 sm:mt-4 sm:grow-0 sm:rounded-3xl sm:border sm:border-line sm:bg-ground sm:p-10`}
      >
        <FormWordsProvider words={await formSentences()}>
          <FormNotice problem={await readPageProblem()} />
          {children}
        </FormWordsProvider>
      </main>
    </div>
  );
}

/** A header is no reason for a page to fail. */
async function isMemberHere(): Promise<boolean> {
  return memberAccess.current().then(
    (login) => login !== null,
    () => false,
  );
}

type ShellProps = {
  children: ReactNode;
  wide?: boolean;
  /** Where the page knows already. */
  isMember?: boolean;
  actions?: ReactNode;
  bar?: ReactNode;
};
