import { cookies } from "next/headers";
import { z } from "zod";
import { config } from "@/lib/config";
import { openContent, sealContent, type SealedFor } from "@/lib/browser/cookie-seal";

const hour = 3_600;

/**
 * What this browser holds. Each thing has a cookie of its own, since a cookie is written whole: two
 * requests at one moment would undo what the other wrote.
 */
export const loginCookie = cookieOf("verified-signup", z.object({ token: z.string() }), 14 * 24);

/** The administrator's, apart from the member's, ends with the absolute limit of a login. */
export const administratorCookie = cookieOf(
  "verified-signup-admin",
  z.object({ token: z.string() }),
  8,
);

/** A second factor that an administrator is setting up: it counts once a code of it was right. */
export const setUpCookie = cookieOf(
  "verified-signup-set-up",
  z.object({ administrator: z.string(), secret: z.string(), codes: z.array(z.string()) }),
  1 / 6,
);

/** Recovery codes that were made beside a passkey, until their administrator has written them down. */
export const recoveryCodesCookie = cookieOf(
  "verified-signup-codes",
  z.object({ administrator: z.string(), codes: z.array(z.string()) }),
  1 / 6,
);

/** Says nothing but that requests come from one browser; so long may pass between two logins in it. */
export const browserCookie = cookieOf(
  "verified-signup-browser",
  z.object({ browser: z.string() }),
  365 * 24,
);

/** The token of the link that a child can send to a guardian, and the attempt that it is for. */
export const guardianLinkCookie = cookieOf(
  "verified-signup-link",
  z.object({ attempt: z.string(), token: z.string() }),
  2 * 24,
);

/** The challenges that a passkey is to answer: of each tab that asks, for one purpose. */
export function passkeyCookie(purpose: PasskeyPurpose | FactorPurpose) {
  return cookieOf(`verified-signup-passkey-${purpose}`, z.array(challengeSchema), 1 / 12);
}

/** A passkey has confirmed this login lately. */
export const passkeyProofCookie = cookieOf(
  "verified-signup-passkey-proof",
  z.object({ login: z.string(), at: z.number() }),
  1 / 6,
);

export const passkeyPurposes = ["login", "add", "confirm", "recovery"] as const;
export type PasskeyPurpose = (typeof passkeyPurposes)[number];
/** An administrator's are second factors, with challenges of their own. */
export const factorPurposes = ["factor_add", "factor_confirm"] as const;
export type FactorPurpose = (typeof factorPurposes)[number];
const challengeSchema = z.object({
  challenge: z.string(),
  /** Whose login or attempt asked; null while nobody is known. */
  asker: z.string().nullable(),
  /** When, in milliseconds. */
  at: z.number(),
});

/** What a person was told about themselves and we keep nowhere. */
export const toldCookie = cookieOf(
  "verified-signup-told",
  z.object({
    /** From when one who is too young or left may join, YYYY-MM-DD. */
    admittedFrom: z.iso.date().optional(),
    /** To one who left: that it is done. */
    hasLeft: z.boolean().optional(),
    /** To one who logged out: when, in milliseconds. */
    loggedOutAt: z.number().optional(),
    /** To one who has joined already: which account, masked. */
    hint: z
      .object({ attempt: z.string(), maskedEmail: z.string(), joinedAt: z.coerce.date() })
      .optional(),
  }),
  2 * 24,
);

/** Which request was refused a moment ago, and why: for the page that the browser was sent to. */
export const refusalCookie = cookieOf(
  "verified-signup-refusal",
  z.object({ code: z.string(), request: z.string() }),
  1 / 12,
);

/** The ticket of one attempt. Each attempt has a cookie: two tabs can begin one at the same moment. */
export function ticketCookie(attemptId: string) {
  return cookieOf(`${ticketPrefix}${attemptId.slice(0, 8)}`, ticketSchema, 3 * 24);
}

/** The tickets that came with this request. */
export async function readTickets(): Promise<Ticket[]> {
  const prefix = cookieName(ticketPrefix);
  const ids = (await cookies())
    .getAll()
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name }) => name.slice(prefix.length))
    .filter((id) => /^[A-Za-z0-9]{8}$/.test(id));
  const tickets = await Promise.all(ids.slice(0, 20).map((id) => ticketCookie(id).read()));
  return [...tickets.filter((ticket) => ticket !== null), ...(await readFormerTickets())];
}

/** Where a version before this one kept them: an attempt under way outlives the deployment. */
async function readFormerTickets(): Promise<Ticket[]> {
  const { attempt, guardian } = (await formerCookie.read()) ?? {};
  return [
    ...(attempt === undefined ? [] : [{ ...attempt, purpose: "signup" as const, at: 0 }]),
    ...(guardian === undefined ? [] : [{ ...guardian, purpose: "guardian" as const, at: 0 }]),
  ];
}

const formerTicket = z.object({ id: z.string(), nonce: z.string() }).optional();
const formerCookie = cookieOf(
  "verified-signup",
  z.object({ attempt: formerTicket, guardian: formerTicket }),
  14 * 24,
);

const ticketPrefix = "verified-signup-attempt-";

const ticketSchema = z.object({
  id: z.string(),
  nonce: z.string(),
  purpose: z.enum(["signup", "guardian", "recovery", "reverification"]),
  /** When it was begun or last decided, in milliseconds. */
  at: z.number(),
  /** When we last asked PortOne by ourselves. */
  askedAt: z.number().optional(),
  /** The person has heard how it ended. */
  told: z.boolean().optional(),
  /** In a recovery: one of the account's passkeys was shown. */
  passkey: z.boolean().optional(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** A sealed cookie: its content is read as `schema` says, or counts as none. */
function cookieOf<T extends object>(
  name: string,
  schema: z.ZodType<T>,
  hours: number,
): SealedCookie<T> {
  const seconds = hours * hour;
  return {
    async read(): Promise<T | null> {
      const jar = await cookies();
      const seal = jar.get(cookieName(name))?.value;
      if (!seal) return null;
      return schema.safeParse(await openOnce(jar, seal, { name, seconds })).data ?? null;
    },
    async write(content: T): Promise<void> {
      const sealedFor = { name, seconds, now: new Date() };
      const seal = sealContent(content, config().sessionSecrets, sealedFor);
      await writeCookie({ name: cookieName(name), value: seal, maxAge: seconds });
    },
    async clear(): Promise<void> {
      await writeCookie({ name: cookieName(name), value: "", maxAge: 0 });
    },
  };
}

/** Again what `writtenHere` told: for a browser that never heard the first time. */
export async function writeCookie(cookie: WrittenCookie): Promise<void> {
  const jar = await cookies();
  jar.set(cookie.name, cookie.value, { ...attributes(), maxAge: cookie.maxAge });
  written.set(jar, [...(written.get(jar) ?? []), cookie]);
}

/** What this request has written and cleared so far, in order. */
export async function writtenHere(): Promise<readonly WrittenCookie[]> {
  return written.get(await cookies()) ?? [];
}

/** By the cookies of one request. */
const written = new WeakMap<object, readonly WrittenCookie[]>();
export type WrittenCookie = { name: string; value: string; maxAge: number };

/** Each seal is opened once a request. */
function openOnce(
  jar: object,
  seal: string,
  sealedFor: Omit<SealedFor, "now">,
): Promise<object | null> {
  const contents = opened.get(jar) ?? new Map<string, Promise<object | null>>();
  opened.set(jar, contents);
  const key = `${sealedFor.name} ${seal}`;
  const content =
    contents.get(key) ??
    openContent(seal, config().sessionSecrets, { ...sealedFor, now: new Date() });
  contents.set(key, content);
  return content;
}

/** By the cookies of one request. */
const opened = new WeakMap<object, Map<string, Promise<object | null>>>();

export type SealedCookie<T> = {
  read: () => Promise<T | null>;
  write: (content: T) => Promise<void>;
  clear: () => Promise<void>;
};

/** On https the __Host- prefix binds a cookie to this host. */
function cookieName(name: string): string {
  return config().secureCookies ? `__Host-${name}` : name;
}

/** SameSite=Lax, not Strict: the mobile redirect comes from PortOne's site and must carry them. */
function attributes() {
  const { secureCookies: secure } = config();
  return { httpOnly: true, secure, sameSite: "lax", path: "/" } as const;
}
