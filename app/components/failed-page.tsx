"use client";

import { useEffect } from "react";
import { Button } from "./button";

/**
 * For unexpected errors. In both languages, so that it depends on nothing that may have failed. A
 * page older than the deployment may miss its scripts, so it is reloaded once.
 */
export function FailedPage({ error }: { error: Error & { digest?: string } }) {
  // An error of the server has a digest; a reload would only repeat it.
  const isOurs = error.digest !== undefined;
  useEffect(() => {
    if (!isOurs && isFirst()) window.location.reload();
  }, [isOurs]);
  return (
    <main className="mx-auto flex max-w-md grow flex-col justify-center px-5 py-10">
      <h1 className="text-[1.75rem] leading-tight font-bold">화면을 보여 드리지 못했어요</h1>
      <p className="mt-3 text-muted">
        잠시 문제가 생겼어요. 화면을 다시 열면 지금까지의 진행 상태를 확인해서 이어 드려요.
      </p>
      <p lang="en" className="mt-1 mb-8 text-muted">
        Something went wrong. Open the page again: it looks up how far you got and goes on from
        there.
      </p>
      {isOurs && (
        <p className="-mt-4 mb-8 font-mono text-xs text-muted" translate="no">
          {error.digest}
        </p>
      )}
      <Button onClick={() => window.location.reload()}>다시 열기 · Open again</Button>
    </main>
  );
}

/** Whether this tab was not reloaded for this reason within the last minute. */
function isFirst(): boolean {
  try {
    const last = Number(window.sessionStorage.getItem("loaded-anew") ?? 0);
    window.sessionStorage.setItem("loaded-anew", `${Date.now()}`);
    return Date.now() - last > 60_000;
  } catch {
    // Without storage we cannot count reloads, so do not reload.
    return false;
  }
}
