import type { z } from "zod";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { readAddress } from "@/lib/database/address";
import { describeExpanded, findExpanded } from "@/lib/settings/env-files";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { AddressRanges, TrustedProxies } from "@/lib/requests/client-address";
import { readSecret, secretSettings, UnreadableSecret } from "@/lib/settings/secret-source";
import { portOneSettings, type PortOneSettings } from "@/lib/settings/portone-settings";
import { settingsSchema } from "@/lib/settings/schema";
import { unsafeSettings } from "@/lib/settings/unsafe-settings";

/**
 * Read from the environment once, on first use, since a build has no secrets.
 * @throws InvalidSettings listing every missing or unsafe setting; a value is never shown.
 */
export function config(): Config {
  return (known ??= readConfig(process.env));
}

let known: Config | undefined;

/** Settings that are changed on reading or have no effect; a value is never shown. */
export function settingWarnings(env: Environment = process.env): string[] {
  const mode = env["NODE_ENV"] === "development" ? "development" : "production";
  const ignored = readAddress(env["DATABASE_URL"]?.trim() ?? "")?.ignored ?? [];
  return [
    ...findExpanded(process.cwd(), mode, env).map(describeExpanded),
    ...ignored.map((name) => `DATABASE_URL: its parameter ${name} has no effect.`),
  ];
}

/** Like `config`, for any environment. Production requires https, real secrets and hosts. */
export function readConfig(env: Environment): Config {
  const { present, unreadable } = readSources(env);
  const production = present["NODE_ENV"] === "production";
  const result = settingsSchema.safeParse(present);
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
    replicaUrl: read.DATABASE_REPLICA_URL ?? null,
    sessionSecrets: read.SESSION_SECRETS,
    sealKeys: read.CI_SEAL_KEYS,
    indexKeys: read.CI_INDEX_KEYS,
    auditKeys: read.AUDIT_KEYS,
    auditRetention: { access: read.AUDIT_RETENTION_DAYS, rights: read.AUDIT_RIGHTS_RETENTION_DAYS },
    auditReviewDays: read.AUDIT_REVIEW_DAYS,
    agePolicy: read.AGE_POLICY,
    guardianConsent: read.GUARDIAN_CONSENT === "on",
    duplicateKey: read.DUPLICATE_KEY,
    rejoinCooldownDays: read.REJOIN_COOLDOWN_DAYS,
    reverifyAfterDays:
      read.REVERIFY_AFTER_DAYS ?? (read.AGE_POLICY.kind === "youth-protection" ? 365 : 0),
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM ?? `no-reply@${new URL(read.APP_URL).hostname}`,
    trustedProxies: read.TRUSTED_PROXIES,
    adminAddresses: read.ADMIN_ALLOWED_ADDRESSES ?? null,
    secondFactorRequired: production && present["ALLOW_SANDBOX"] !== "1",
    brand: {
      name: read.BRAND_NAME,
      colour: read.BRAND_COLOR?.toLowerCase() ?? null,
      logo: read.BRAND_LOGO ?? null,
    },
    supportEmail: read.SUPPORT_EMAIL ?? null,
    drainSeconds: read.DRAIN_SECONDS,
    keepAliveSeconds: read.KEEP_ALIVE_SECONDS,
    metricsToken: read.METRICS_TOKEN ?? null,
    traces: read.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: read.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          service: read.OTEL_SERVICE_NAME,
          share: read.OTEL_TRACES_SAMPLER_ARG,
        }
      : null,
    supportPhone: read.SUPPORT_PHONE ?? null,
    company: {
      name: read.COMPANY_NAME ?? read.BRAND_NAME,
      representative: read.COMPANY_REPRESENTATIVE ?? null,
      registrationNumber: read.COMPANY_REGISTRATION_NUMBER ?? null,
      address: read.COMPANY_ADDRESS ?? null,
      privacyOfficer: read.PRIVACY_OFFICER ?? null,
    },
    portone: portOneSettings(read, production),
  };
}

function readSources(env: Environment) {
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

function describe(issue: z.core.$ZodIssue, env: Readonly<Record<string, string>>): string {
  const name = issue.path.join(".") || "PORTONE_VERSION";
  return `${name}: ${env[name] === undefined ? "is missing" : issue.message}`;
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type Config = {
  production: boolean;
  /** Origin of this site, without a trailing slash. */
  appUrl: string;
  secureCookies: boolean;
  databaseUrl: string;
  /** A replica for what the administration reads. Null: there is none. */
  replicaUrl: string | null;
  /** Current first; each at least 32 characters. */
  sessionSecrets: readonly string[];
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  /** Sign the access log's seals. */
  auditKeys: KeyRing;
  /** Days that what is recorded stays: of access, and of rights. */
  auditRetention: { access: number; rights: number };
  /** Days after which the access log is gone through again. */
  auditReviewDays: number;
  agePolicy: AgePolicy;
  /** Whether children under 만 14 may join with a guardian's consent. */
  guardianConsent: boolean;
  duplicateKey: "ci" | "ci-or-di";
  rejoinCooldownDays: number;
  /** Days after which a member verifies again; 0: never (청소년보호법 시행령 §17②). */
  reverifyAfterDays: number;
  /** smtp(s)://user:password@host:port */
  smtpUrl: string;
  /** The sender's address. */
  mailFrom: string;
  trustedProxies: TrustedProxies;
  /** From where the administration can be reached at all; null: from anywhere. */
  adminAddresses: AddressRanges | null;
  /** Whether an administrator needs a second factor: everywhere but among stand-ins. */
  secondFactorRequired: boolean;
  /** `colour`: #rrggbb. `logo`: a path of this site. Null for the default. */
  brand: { name: string; colour: string | null; logo: string | null };
  /** Where people write to, about safety too. Null: nowhere. */
  supportEmail: string | null;
  /** From SIGTERM until no new connection is taken. */
  drainSeconds: number;
  /** That an idle connection stays open. */
  keepAliveSeconds: number;
  /** What /metrics asks for. Null: there is no such address. */
  metricsToken: string | null;
  /** The collector that traces are sent to, and the share of them, 0 to 1. Null: none are made. */
  traces: {
    endpoint: string;
    headers: Readonly<Record<string, string>>;
    service: string;
    share: number;
  } | null;
  supportPhone: string | null;
  /** Whose site it is, as the footer and the privacy policy say it. Null: not said. */
  company: {
    name: string;
    representative: string | null;
    registrationNumber: string | null;
    address: string | null;
    privacyOfficer: string | null;
  };
  portone: PortOneSettings;
};
