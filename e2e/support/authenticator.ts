import type { CDPSession, Page } from "@playwright/test";

/** Chromium's own virtual authenticator: a phone's, with a fingerprint that always fits. */
export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return new VirtualAuthenticator(session, authenticatorId);
}

export class VirtualAuthenticator {
  constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** Whether a person's finger is on it. */
  async touch(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setAutomaticPresenceSimulation", {
      authenticatorId,
      enabled,
    });
  }

  async passkeys() {
    const { authenticatorId } = this;
    const { credentials } = await this.session.send("WebAuthn.getCredentials", {
      authenticatorId,
    });
    return credentials;
  }
}
