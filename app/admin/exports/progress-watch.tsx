"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const interval = 3_000;

/** Asks for the page's state again while a file is being made; what is typed stays. */
export function ProgressWatch() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), interval);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
