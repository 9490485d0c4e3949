import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askForPasskey, stopAsking, tellAuthenticator } from "./ask-authenticator";

/** As the library does: one waits at a time, and a new one ends the one before it. */
const ceremonies = vi.hoisted(() => {
  const waiting: { inField: boolean; end: (error: Error) => void; touch: () => void }[] = [];
  const cancelCeremony = () => {
    const error = new Error("ended by another");
    error.name = "AbortError";
    waiting.pop()?.end(error);
  };
  const startAuthentication = async ({ useBrowserAutofill: inField }: StartOptions) => {
    // Whether the field may be used is asked of the browser first.
    if (inField) await Promise.resolve();
    cancelCeremony();
    return new Promise((resolve, end) => {
      waiting.push({ inField, end, touch: () => resolve({ id: "passkey" }) });
    });
  };
  type StartOptions = { useBrowserAutofill: boolean };
  return { waiting, cancelCeremony, startAuthentication };
});
vi.mock("@simplewebauthn/browser", () => ({
  startAuthentication: ceremonies.startAuthentication,
  WebAuthnAbortService: { cancelCeremony: ceremonies.cancelCeremony },
}));

describe("asking for a passkey", () => {
  let begun: { answer: (options: Response) => void; signal: AbortSignal | null }[];
  beforeEach(() => {
    begun = [];
    ceremonies.waiting.length = 0;
    vi.stubGlobal("fetch", async (address: string, { signal = null }: RequestInit) => {
      if (address !== "/passkeys/begin") return Response.json({ next: "/account" });
      // Called off too late, its answer still comes.
      return new Promise<Response>((answer) => begun.push({ answer, signal }));
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  /** The options of the first, second … asking arrive. */
  const arrive = (place: number) => begun[place]?.answer(Response.json({ options: {} }));
  const asked = (count: number) => expect.poll(() => begun.length).toBe(count);
  const waits = (inField: boolean) =>
    expect.poll(() => ceremonies.waiting.map((each) => each.inField)).toEqual([inField]);

  it.each([
    ["before", [0, 1]],
    ["at the same moment as", [0, 1]],
    ["after", [1, 0]],
  ])("by the button wins, where the field's options come %s the button's", async (when, order) => {
    const field = askForPasskey("login", { inField: true });
    await asked(1);
    if (when === "before") {
      arrive(0);
      await waits(true);
    }
    const button = askForPasskey("login");
    await asked(2);
    expect(begun.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    for (const place of order) arrive(place);
    expect(await field).toEqual({ kind: "cancelled" });
    await waits(false);
    ceremonies.waiting.at(0)?.touch();
    expect(await button).toEqual({ kind: "done", next: "/account" });
  });

  it("does not begin to wait on a page that was left meanwhile", async () => {
    const field = askForPasskey("login", { inField: true });
    await asked(1);
    await stopAsking();
    arrive(0);
    expect(await field).toEqual({ kind: "cancelled" });
    expect(ceremonies.waiting).toEqual([]);
  });

  it("goes on where an older one that was about to wait has ended it", async () => {
    const button = askForPasskey("login");
    await asked(1);
    arrive(0);
    await waits(false);
    ceremonies.cancelCeremony();
    await waits(false);
    ceremonies.waiting.at(0)?.touch();
    expect(await button).toMatchObject({ kind: "done" });
  });
});

describe("telling an authenticator", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("says how the account is called now, where the browser can, and fails nowhere", async () => {
    const heard: object[] = [];
    const browser = Object.assign(() => undefined, {
      signalCurrentUserDetails: async (details: object) => {
        heard.push(details);
        throw new Error("not now");
      },
    });
    vi.stubGlobal("window", { PublicKeyCredential: browser });
    const details = { rpId: "signup.example.com", userId: "me", name: "new@example.com" };
    await tellAuthenticator("signalCurrentUserDetails", details);
    await tellAuthenticator("signalUnknownCredential", details);
    expect(heard).toEqual([details]);
  });
});
