import { handOver } from "./hand-over";

/** Remembers the invitation for the lifetime of this tab. */
const name = "guardian-invitation";

export function rememberInvitation(address: string): void {
  const page = handOver(new URL(address, window.location.origin), null);
  try {
    if (page !== null) window.sessionStorage.setItem(name, `${page.pathname}${page.search}`);
  } catch {
    // Without storage, the hint asks for the link that was received.
  }
}

/** Null if there is none or it is not an invitation of this site. */
export function readInvitation(): string | null {
  try {
    const page = window.sessionStorage.getItem(name);
    return page !== null && page.startsWith("/guardian/invitation?") ? page : null;
  } catch {
    return null;
  }
}
