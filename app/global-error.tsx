"use client";

import { FailedPage } from "./components/failed-page";
import "./globals.css";

/** For errors in the layout. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ko">
      <body>
        <FailedPage error={error} />
      </body>
    </html>
  );
}
