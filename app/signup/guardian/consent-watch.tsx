"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const interval = 4_000;

/** Refreshes while the page is visible; the server redirects once the consent is there. */
export function ConsentWatch({ waiting }: { waiting: string }) {
  const router = useRouter();
  useEffect(() => {
    const ask = () => document.visibilityState === "visible" && router.refresh();
    const timer = setInterval(ask, interval);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [router]);
  return (
    <p role="status" className="mt-5 text-center text-muted">
      {waiting}
    </p>
  );
}
