/**
 * What production refuses: plain http, local addresses, sample values, and to keep silent on who it is.
 * Shows no value.
 */
export function unsafeSettings(env: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (env["APP_URL"] && !env["APP_URL"].startsWith("https://")) {
    problems.push("APP_URL: needs https in production");
  }
  for (const name of ["APP_URL", "PORTONE_API_URL", "PORTONE_SDK_URL"]) {
    if (isLocal(env[name])) problems.push(`${name}: is an address on this machine`);
  }
  if (isLocal(env["SMTP_URL"])) problems.push("SMTP_URL: is an address on this machine");
  if (inventedHost.test(env["MAIL_FROM"] ?? "")) problems.push("MAIL_FROM: is an invented address");
  for (const name of secretNames) {
    if ((env[name] ?? "").split(",").some(isSample)) problems.push(`${name}: is a sample value`);
  }
  if (inventedHost.test(env["SUPPORT_EMAIL"] ?? "")) {
    problems.push("SUPPORT_EMAIL: is an invented address");
  }
  // Members have to hear whose site it is, and where they turn to (개인정보 보호법 §30①6).
  for (const name of ["COMPANY_NAME", "SUPPORT_EMAIL", "PRIVACY_OFFICER"]) {
    if (!env[name]) problems.push(`${name}: is missing`);
  }
  return problems;
}

/** Names that RFC 2606 and RFC 6761 keep for examples and for this machine: nobody reads mail there. */
const inventedHost = /[@.](example\.(com|net|org)|example|test|invalid|localhost)$/i;

const secretNames = [
  "SESSION_SECRETS",
  "CI_SEAL_KEYS",
  "CI_INDEX_KEYS",
  "AUDIT_KEYS",
  "PORTONE_IMP_CODE",
  "PORTONE_IMP_KEY",
  "PORTONE_IMP_SECRET",
  "PORTONE_STORE_ID",
  "PORTONE_API_SECRET",
  "PORTONE_CHANNEL_KEY",
  "METRICS_TOKEN",
];

function isSample(value: string): boolean {
  const decoded = Buffer.from(value.split(":").at(-1) ?? "", "base64").toString("latin1");
  return [value, decoded].some((text) => /sample|sandbox|change-?me|0000000/i.test(text));
}

export function isLocal(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}
