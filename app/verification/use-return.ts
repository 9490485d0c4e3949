import { useEffect } from "react";

/**
 * When the person comes back to the page, from the PASS app, another tab or a popup orphaned by a
 * reload, and the attempt has ended meanwhile, the page goes on by itself.
 */
export function useReturn(attemptId: string, isOpen: () => boolean): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onReturn = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      // Gives a popup that has just closed time to answer first.
      timer = setTimeout(() => {
        if (!isOpen()) return;
        void isStillDue(attemptId).then((due) => {
          if (!due && isOpen()) window.location.replace(window.location.pathname);
        });
      }, graceMs);
    };
    document.addEventListener("visibilitychange", onReturn);
    // The back button may restore the page in its old state.
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

/** Whether our server still shows this page for this attempt; true when offline. */
async function isStillDue(attemptId: string): Promise<boolean> {
  try {
    const page = await fetch(window.location.pathname, { redirect: "manual", cache: "no-store" });
    if (page.type === "opaqueredirect") return false;
    return !page.ok || (await page.text()).includes(attemptId);
  } catch {
    return true;
  }
}
