import { z } from "zod";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { readAddress } from "@/lib/database/address";
import { parseAgePolicy } from "@/lib/identity/age-policy";
import { parseTrustedProxies } from "@/lib/requests/client-address";

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const required = z.string().min(1);
const list = (text: string) => text.split(",").map((part) => part.trim());

const databaseAddress = z
  .url({ protocol: /^postgres(ql)?$/ })
  .refine((url) => readAddress(url) !== null, {
    message: "names a schema or a connection_limit that cannot be",
  });

const common = {
  APP_URL: url.transform((text) => new URL(text).origin),
  DATABASE_URL: databaseAddress,
  DATABASE_REPLICA_URL: databaseAddress.optional(),
  SESSION_SECRETS: required
    .transform(list)
    .refine((secrets) => secrets.every((secret) => secret.length >= 32), {
      message: "each secret needs at least 32 characters",
    }),
  CI_SEAL_KEYS: parsed(parseKeyRing),
  CI_INDEX_KEYS: parsed(parseKeyRing),
  AUDIT_KEYS: parsed(parseKeyRing),
  /** Not below what the law asks (안전성 확보조치 기준 §8①, §5③). */
  AUDIT_RETENTION_DAYS: z.coerce.number().int().min(366).max(36_500).default(731),
  AUDIT_RIGHTS_RETENTION_DAYS: z.coerce.number().int().min(1_096).max(36_500).default(1_096),
  AUDIT_REVIEW_DAYS: z.coerce.number().int().min(1).max(366).default(30),
  AGE_POLICY: parsed(parseAgePolicy).prefault("youth-protection"),
  GUARDIAN_CONSENT: z.enum(["on", "off"]).default("off"),
  DUPLICATE_KEY: z.enum(["ci", "ci-or-di"]).default("ci"),
  REJOIN_COOLDOWN_DAYS: z.coerce.number().int().min(0).max(3650).default(30),
  REVERIFY_AFTER_DAYS: z.coerce.number().int().min(0).max(3650).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.email("needs an e-mail address").optional(),
  TRUSTED_PROXIES: parsed(parseTrustedProxies).prefault(""),
  ADMIN_ALLOWED_ADDRESSES: parsed(parseTrustedProxies).optional(),
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
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(120).default(5),
  KEEP_ALIVE_SECONDS: z.coerce.number().int().min(1).max(3_600).default(75),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: parsed(parseHeaders).optional(),
  OTEL_SERVICE_NAME: z.string().trim().min(1).max(60).default("verified-signup"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  METRICS_TOKEN: z.string().min(16, "needs at least 16 characters").optional(),
  COMPANY_NAME: z.string().trim().min(1).max(80).optional(),
  COMPANY_REPRESENTATIVE: z.string().trim().min(1).max(80).optional(),
  /** 사업자등록번호 */
  COMPANY_REGISTRATION_NUMBER: z
    .string()
    .regex(/^\d{3}-\d{2}-\d{5}$/, "needs the form 000-00-00000")
    .optional(),
  COMPANY_ADDRESS: z.string().trim().min(1).max(200).optional(),
  SUPPORT_EMAIL: z.email("needs an e-mail address").optional(),
  SUPPORT_PHONE: z
    .string()
    .regex(/^[+\d][\d ()-]{3,20}$/, "needs a phone number")
    .optional(),
  /** Name or department (개인정보 보호법 §30①6). */
  PRIVACY_OFFICER: z.string().trim().min(1).max(80).optional(),
  PORTONE_CHANNEL_KEY: required,
  PORTONE_SDK_URL: url.optional(),
};

/** What the privacy policy says of what is kept depends on these, and they have defaults. */
export const keptSettings = z.object({
  DUPLICATE_KEY: common.DUPLICATE_KEY,
  REJOIN_COOLDOWN_DAYS: common.REJOIN_COOLDOWN_DAYS,
});

/** Every setting by its name in the environment; what it means for each is in .env.example. */
export const settingsSchema = z.discriminatedUnion("PORTONE_VERSION", [
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

/** name=value,name=value; the value percent-encoded. */
function parseHeaders(text: string): Record<string, string> | null {
  const pairs = list(text).map((part) => /^([\w-]+)=([^=\s]+=*)$/.exec(part));
  const headers: Record<string, string> = {};
  for (const pair of pairs) {
    if (pair === null) return null;
    headers[(pair[1] ?? "").toLowerCase()] = decodeURIComponent(pair[2] ?? "");
  }
  return headers;
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

export type Settings = z.infer<typeof settingsSchema>;
