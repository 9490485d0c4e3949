"use client";

import { FailedPage } from "./components/failed-page";
import "./globals.css";

/** Where even the layout failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="ko">
      <body>
        <FailedPage error={error} />
      </body>
    </html>
  );
}
