"use client";

import { Button } from "./components/button";

/**
 * What nobody expected. Both languages at once: this page must not depend on anything that may be
 * what failed.
 */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-5">
      <h1 className="text-[1.75rem] leading-tight font-bold">잠시 문제가 생겼어요</h1>
      <p className="mt-3 text-muted">아무것도 바뀌지 않았어요. 잠시 뒤 다시 시도해 주세요.</p>
      <p lang="en" className="mt-1 mb-8 text-muted">
        Something went wrong. Nothing was changed. Please try again in a moment.
      </p>
      <Button onClick={reset}>다시 시도하기 · Try again</Button>
    </main>
  );
}
