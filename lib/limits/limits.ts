/**
 * How often what may be tried. Numbers a person does not meet, but a machine does. One address may
 * be a whole mobile network, so it is given much; a browser, an attempt and an account are given little.
 */
export const limits = {
  /** Attempts begun. */
  attempt: [
    { by: "address", points: 3_000, seconds: 600 },
    { by: "browser", points: 20, seconds: 600 },
  ],
  /** Ids brought from PortOne's window: each may be a question to PortOne. */
  callback: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Ids that another site may have sent the browser here with: they cost the person's own way nothing. */
  strayCallback: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Credentials sent to open an account: each is a password hash. */
  details: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Passwords that were wrong. The account's own limit is wide, so that nobody can lock another out cheaply. */
  login: [
    { by: "address", points: 200, seconds: 900 },
    { by: "address and account", points: 10, seconds: 900 },
    { by: "account", points: 100, seconds: 900 },
  ],
  /** Passwords that were wrong where one is asked for again. */
  leave: [{ by: "account", points: 10, seconds: 900 }],
  /** An administrator's account is locked sooner (안전성 확보조치 기준 §5). */
  administratorLogin: [
    { by: "address", points: 50, seconds: 900 },
    { by: "account", points: 5, seconds: 900 },
  ],
  /** Links opened that may be guesses. */
  guardianLink: [{ by: "address", points: 300, seconds: 600 }],
} as const satisfies Record<string, readonly Limit[]>;

export type LimitName = keyof typeof limits;
export type Limit = { by: Subject; points: number; seconds: number };
export type Subject = "address" | "browser" | "attempt" | "account" | "address and account";
/** What is known of who tries. A limit whose subject is not known does not count. */
export type Subjects = Partial<Record<Subject, string>>;
