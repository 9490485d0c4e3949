import { handOver } from "./hand-over";

/** The invitation that this tab came by, as long as the tab lives: its page is left for another. */
const name = "guardian-invitation";

export function rememberInvitation(address: string): void {
  const page = handOver(new URL(address, window.location.origin), null);
  try {
    if (page !== null) window.sessionStorage.setItem(name, `${page.pathname}${page.search}`);
  } catch {
    // No storage here: the way out then asks for the link that was received.
  }
}

/** Null where there is none, and for anything that is no invitation of this site. */
export function readInvitation(): string | null {
  try {
    const page = window.sessionStorage.getItem(name);
    return page !== null && page.startsWith("/guardian/invitation?") ? page : null;
  } catch {
    return null;
  }
}
