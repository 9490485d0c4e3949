import { z } from "zod";
import { parseKeyRing, type KeyRing } from "@/lib/crypto/key-ring";
import { readAddress } from "@/lib/database/address";
import { describeExpanded, findExpanded } from "@/lib/settings/env-files";
import { parseAgePolicy, type AgePolicy } from "@/lib/identity/age-policy";
import { parseTrustedProxies, type TrustedProxies } from "@/lib/requests/client-address";
import { readSecret, secretSettings, UnreadableSecret } from "@/lib/settings/secret-source";
import { isLocal, unsafeSettings } from "@/lib/settings/unsafe-settings";

/**
 * Read from the environment once, on first use, since a build has no secrets.
 * @throws InvalidSettings listing every missing or unsafe setting; a value is never shown.
 */
export function config(): Config {
  return (known ??= readConfig(process.env));
}

let known: Config | undefined;

/** Settings that are changed on reading or have no effect; a value is never shown. */
export function settingWarnings(): string[] {
  const mode = process.env["NODE_ENV"] === "development" ? "development" : "production";
  const ignored = readAddress(process.env["DATABASE_URL"]?.trim() ?? "")?.ignored ?? [];
  return [
    ...findExpanded(process.cwd(), mode, process.env).map(describeExpanded),
    ...ignored.map((name) => `DATABASE_URL: its parameter ${name} has no effect.`),
  ];
}

/** Like `config`, for any environment. Production requires https, real secrets and hosts. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { present, unreadable } = readSources(env);
  const production = present["NODE_ENV"] === "production";
  const result = settings.safeParse(present);
  const issues = result.success ? [] : result.error.issues;
  const problems = [
    ...unreadable.map(({ message }) => message),
    ...issues
      .filter(({ path }) => !unreadable.some(({ name }) => name === path[0]))
      .map((issue) => describe(issue, present)),
  ];
  if (present["GUARDIAN_CONSENT"] === "on" && present["AGE_POLICY"] !== "international:14") {
    problems.push("GUARDIAN_CONSENT: goes with AGE_POLICY=international:14 only");
  }
  if (production && present["ALLOW_SANDBOX"] !== "1") problems.push(...unsafeSettings(present));
  if (!result.success || problems.length > 0) throw new InvalidSettings(problems);
  const read = result.data;
  return {
    production,
    appUrl: read.APP_URL,
    secureCookies: read.APP_URL.startsWith("https:"),
    databaseUrl: read.DATABASE_URL,
    sessionSecrets: read.SESSION_SECRETS,
    sealKeys: read.CI_SEAL_KEYS,
    indexKeys: read.CI_INDEX_KEYS,
    agePolicy: read.AGE_POLICY,
    guardianConsent: read.GUARDIAN_CONSENT === "on",
    duplicateKey: read.DUPLICATE_KEY,
    rejoinCooldownDays: read.REJOIN_COOLDOWN_DAYS,
    trustedProxies: read.TRUSTED_PROXIES,
    brand: {
      name: read.BRAND_NAME,
      colour: read.BRAND_COLOR?.toLowerCase() ?? null,
      logo: read.BRAND_LOGO ?? null,
    },
    supportEmail: read.SUPPORT_EMAIL ?? null,
    portone: portOneSettings(read, production),
  };
}

function readSources(env: Readonly<Record<string, string | undefined>>) {
  const present: Record<string, string> = {};
  // Files from other systems may add a carriage return or a byte order mark.
  const trimmed = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.trim()]),
  );
  for (const [name, value] of Object.entries(trimmed)) if (value) present[name] = value;
  const unreadable: { name: string; message: string }[] = [];
  for (const name of secretSettings) {
    try {
      const secret = readSecret(name, trimmed);
      if (secret) present[name] = secret;
    } catch (error) {
      if (!(error instanceof UnreadableSecret)) throw error;
      unreadable.push({ name, message: error.message });
    }
  }
  return { present, unreadable };
}

export class InvalidSettings extends Error {
  override readonly name = "InvalidSettings";
  constructor(readonly problems: readonly string[]) {
    super(
      `These settings are missing or unsafe:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
}

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const required = z.string().min(1);
const list = (text: string) => text.split(",").map((part) => part.trim());

const common = {
  APP_URL: url.transform((text) => new URL(text).origin),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).refine((url) => readAddress(url) !== null, {
    message: "names a schema or a connection_limit that cannot be",
  }),
  SESSION_SECRETS: required
    .transform(list)
    .refine((secrets) => secrets.every((secret) => secret.length >= 32), {
      message: "each secret needs at least 32 characters",
    }),
  CI_SEAL_KEYS: parsed(parseKeyRing),
  CI_INDEX_KEYS: parsed(parseKeyRing),
  AGE_POLICY: parsed(parseAgePolicy).prefault("youth-protection"),
  GUARDIAN_CONSENT: z.enum(["on", "off"]).default("off"),
  DUPLICATE_KEY: z.enum(["ci", "ci-or-di"]).default("ci"),
  REJOIN_COOLDOWN_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  TRUSTED_PROXIES: parsed(parseTrustedProxies).prefault(""),
  BRAND_NAME: z.string().trim().min(1).max(40).default("Verified Signup"),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "needs the form #rrggbb")
    .optional(),
  /** A path below public/: the content policy allows no other images. */
  BRAND_LOGO: z
    .string()
    .regex(/^\/[\w./-]+\.(svg|png|webp)$/, "needs a path below public/, .svg, .png or .webp")
    .optional(),
  SUPPORT_EMAIL: z.email("needs an e-mail address").optional(),
  PORTONE_CHANNEL_KEY: required,
  PORTONE_SDK_URL: url.optional(),
};

const settings = z.discriminatedUnion("PORTONE_VERSION", [
  z.object({
    ...common,
    PORTONE_VERSION: z.literal("v1").optional(),
    PORTONE_API_URL: url.default("https://api.iamport.kr"),
    PORTONE_IMP_CODE: required,
    PORTONE_IMP_KEY: required,
    PORTONE_IMP_SECRET: required,
  }),
  z.object({
    ...common,
    PORTONE_VERSION: z.literal("v2"),
    PORTONE_API_URL: url.default("https://api.portone.io"),
    PORTONE_STORE_ID: required,
    PORTONE_API_SECRET: required,
  }),
]);

function portOneSettings(read: z.infer<typeof settings>, demandLive: boolean): PortOneSettings {
  const shared = { apiUrl: read.PORTONE_API_URL, channelKey: read.PORTONE_CHANNEL_KEY, demandLive };
  // The sandbox serves its own browser SDK; PortOne's comes from a CDN.
  const ownSdk = isLocal(read.PORTONE_API_URL) ? read.PORTONE_API_URL : null;
  if (read.PORTONE_VERSION === "v2") {
    return {
      ...shared,
      version: "v2",
      sdkUrl: read.PORTONE_SDK_URL ?? `${ownSdk ?? "https://cdn.portone.io"}/v2/browser-sdk.js`,
      storeId: read.PORTONE_STORE_ID,
      apiSecret: read.PORTONE_API_SECRET,
    };
  }
  return {
    ...shared,
    version: "v1",
    sdkUrl: read.PORTONE_SDK_URL ?? `${ownSdk ?? "https://cdn.iamport.kr"}/v1/iamport.js`,
    impCode: read.PORTONE_IMP_CODE,
    impKey: read.PORTONE_IMP_KEY,
    impSecret: read.PORTONE_IMP_SECRET,
  };
}

function parsed<T>(parse: (text: string) => T | null) {
  return z.string().transform((text, context) => {
    try {
      const value = parse(text);
      if (value !== null) return value;
      context.addIssue({ code: "custom", message: "is not understood" });
    } catch (error) {
      const message = error instanceof Error ? error.message : "is not understood";
      context.addIssue({ code: "custom", message });
    }
    return z.NEVER;
  });
}

function describe(issue: z.core.$ZodIssue, env: Readonly<Record<string, string>>): string {
  const name = issue.path.join(".") || "PORTONE_VERSION";
  return `${name}: ${env[name] === undefined ? "is missing" : issue.message}`;
}

export type Config = {
  production: boolean;
  /** Origin of this site, without a trailing slash. */
  appUrl: string;
  secureCookies: boolean;
  databaseUrl: string;
  /** Current first; each at least 32 characters. */
  sessionSecrets: readonly string[];
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  agePolicy: AgePolicy;
  /** Whether children under 만 14 may join with a guardian's consent. */
  guardianConsent: boolean;
  duplicateKey: "ci" | "ci-or-di";
  rejoinCooldownDays: number;
  trustedProxies: TrustedProxies;
  /** `colour`: #rrggbb. `logo`: a path of this site. Null for the default. */
  brand: { name: string; colour: string | null; logo: string | null };
  /** Where people write to, about safety too. Null: nowhere. */
  supportEmail: string | null;
  portone: PortOneSettings;
};

export type PortOneSettings = {
  apiUrl: string;
  channelKey: string;
  /** Whether a verification on a test channel is refused. */
  demandLive: boolean;
} & (
  | { version: "v1"; sdkUrl: string; impCode: string; impKey: string; impSecret: string }
  | { version: "v2"; sdkUrl: string; storeId: string; apiSecret: string }
);
