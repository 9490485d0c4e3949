"use client";

import { FailedPage } from "./components/failed-page";
import "./globals.css";

/** For errors in the layout, and so without what the layout knows: whose site it is. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ko">
      <body>
        <div className="flex min-h-dvh flex-col">
          <FailedPage error={error} />
          <TextLinks />
        </div>
      </body>
    </html>
  );
}

/** Links of the browser: nothing of the page is there that could follow them. */
function TextLinks() {
  const link = "flex min-h-11 items-center underline underline-offset-4";
  return (
    <footer className="mx-auto flex w-full max-w-md flex-wrap gap-x-5 px-5 pb-6 text-sm text-muted">
      <a className={link} href="/terms">
        이용약관 · Terms
      </a>
      <a className={`${link} font-bold`} href="/privacy">
        개인정보 처리방침 · Privacy policy
      </a>
    </footer>
  );
}
