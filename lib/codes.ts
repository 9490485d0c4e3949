/** HTTP status and next page of every refusal and fault. A code never changes its meaning. */
export const codes = {
  invalid_request: { status: 400, next: "/signup" },
  attempt_missing: { status: 401, next: "/signup" },
  forbidden_origin: { status: 403, next: "/signup" },
  under_age: { status: 403, next: "/signup/refused" },
  no_ci: { status: 403, next: "/signup/refused" },
  verification_unknown: { status: 404, next: "/signup" },
  verification_used: { status: 409, next: "/signup" },
  already_joined: { status: 409, next: "/signup/refused" },
  rejoin_cooldown: { status: 409, next: "/signup/refused" },
  attempt_expired: { status: 410, next: "/signup" },
  verification_unfinished: { status: 422, next: "/signup" },
  verification_stale: { status: 422, next: "/signup" },
  verification_cancelled: { status: 422, next: "/signup" },
  verification_failed: { status: 422, next: "/signup" },
  verification_age_limit: { status: 422, next: "/signup" },
  verification_test_channel: { status: 422, next: "/signup" },
  rate_limited: { status: 429, next: "/signup" },
  provider_rejected_us: { status: 502, next: "/signup" },
  provider_unavailable: { status: 503, next: "/signup" },
  database_unavailable: { status: 503, next: "/signup" },
  unexpected: { status: 500, next: "/signup" },
  guardian_required: { status: 403, next: "/signup/guardian" },
  guardian_under_age: { status: 403, next: "/guardian" },
  guardian_same_person: { status: 403, next: "/guardian" },
  guardian_link_expired: { status: 410, next: "/guardian" },
  // Getting back in
  account_suspended: { status: 403, next: "/login" },
  account_not_found: { status: 404, next: "/recover/refused" },
  recovery_frozen: { status: 403, next: "/recover/refused" },
  recovery_waits: { status: 409, next: "/recover/password" },
  consent_due: { status: 403, next: "/account/consents/again" },
  reverification_due: { status: 403, next: "/account/verify" },
  not_same_person: { status: 403, next: "/account/verify" },
  // Links in mails
  link_over: { status: 410, next: "/account/email" },
  // Forms
  form_outdated: { status: 405, next: "/signup" },
  consent_required: { status: 422, next: "/signup" },
  consent_outdated: { status: 409, next: "/signup" },
  form_repeated: { status: 409, next: "/signup" },
  email_missing: { status: 422, next: "/signup/details" },
  password_missing: { status: 422, next: "/signup/details" },
  invalid_email: { status: 422, next: "/signup/details" },
  password_too_short: { status: 422, next: "/signup/details" },
  password_too_long: { status: 422, next: "/signup/details" },
  password_too_common: { status: 422, next: "/signup/details" },
  password_contains_email: { status: 422, next: "/signup/details" },
  password_personal: { status: 422, next: "/signup/details" },
  password_date: { status: 422, next: "/signup/details" },
  password_digits: { status: 422, next: "/signup/details" },
  password_pattern: { status: 422, next: "/signup/details" },
  password_guessable: { status: 422, next: "/signup/details" },
  invalid_credentials: { status: 401, next: "/login" },
  wrong_password: { status: 403, next: "/account/leave" },
  // Logins
  passkey_refused: { status: 401, next: "/login" },
  passkey_not_added: { status: 422, next: "/account/passkeys" },
  passkey_limit: { status: 409, next: "/account/passkeys" },
  last_way_in: { status: 409, next: "/account/passkeys" },
  authentication_needed: { status: 403, next: "/account" },
} as const satisfies Record<string, { status: number; next: string }>;

export type Code = keyof typeof codes;

export function isCode(text: unknown): text is Code {
  return typeof text === "string" && Object.hasOwn(codes, text);
}
