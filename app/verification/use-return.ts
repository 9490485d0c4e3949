import { useEffect } from "react";

/**
 * Someone comes back to the page, from the PASS app, from another tab or from a popup that was
 * orphaned by a reload: where this attempt was settled meanwhile, the page goes on by itself.
 */
export function useReturn(attemptId: string, isOpen: () => boolean): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onReturn = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      // A popup that has just closed answers first.
      timer = setTimeout(() => {
        if (!isOpen()) return;
        void isStillDue(attemptId).then((due) => {
          if (!due && isOpen()) window.location.replace(window.location.pathname);
        });
      }, graceMs);
    };
    document.addEventListener("visibilitychange", onReturn);
    // The browser's back button may show the page as it was left.
    const onPageShow = ({ persisted }: PageTransitionEvent) =>
      persisted && window.location.replace(window.location.pathname);
    window.addEventListener("pageshow", onPageShow);
    window.addEventListener("focus", onReturn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("pageshow", onPageShow);
      window.removeEventListener("focus", onReturn);
    };
  }, [attemptId, isOpen]);
}

const graceMs = 600;

/** Whether our server would show this page for this attempt again. Offline, nothing is known. */
async function isStillDue(attemptId: string): Promise<boolean> {
  try {
    const page = await fetch(window.location.pathname, { redirect: "manual", cache: "no-store" });
    if (page.type === "opaqueredirect") return false;
    return !page.ok || (await page.text()).includes(attemptId);
  } catch {
    return true;
  }
}
