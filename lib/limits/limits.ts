/**
 * People stay below these numbers, machines do not. One address may be a whole mobile network, so
 * its limits are high; those of a browser, an attempt or an account are low.
 */
export const limits = {
  attempt: [
    { by: "address", points: 3_000, seconds: 600 },
    { by: "browser", points: 20, seconds: 600 },
  ],
  /** Returns from PortOne; each may cause a request to PortOne. */
  callback: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Returns that another site may have sent; they must not use up the person's own limit. */
  strayCallback: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Opening an account; each try hashes a password. */
  details: [{ by: "attempt", points: 30, seconds: 600 }],
  /** A new password after identity verification; each try hashes it. */
  recovery: [{ by: "attempt", points: 30, seconds: 600 }],
  /** Mails to an address that a member typed, or asked for again. */
  emailConfirmation: [
    { by: "account", points: 6, seconds: 3_600 },
    { by: "address", points: 300, seconds: 3_600 },
  ],
  /** Opening or following a link of a mail that is none: it may be a guess. */
  mailLink: [{ by: "address", points: 300, seconds: 600 }],
  /** Wrong passwords. The account's limit is high, so that locking somebody out takes effort. */
  login: [
    { by: "address", points: 200, seconds: 900 },
    { by: "address and account", points: 10, seconds: 900 },
    { by: "account", points: 100, seconds: 900 },
  ],
  /** Confirming who one is again. Counts for whoever is logged in: a stranger cannot use it up. */
  stepUp: [{ by: "account", points: 10, seconds: 900 }],
  /** Passkeys that were refused; nobody can guess one. */
  passkey: [{ by: "address", points: 200, seconds: 900 }],
  /** A challenge is answered once, also where its cookie is sent again. As long as it lasts. */
  passkeyAnswer: [{ by: "attempt", points: 1, seconds: 300 }],
  /** Setting a password; each try hashes it. */
  newPassword: [{ by: "account", points: 30, seconds: 900 }],
  /**
   * Lower for administrators (안전성 확보조치 기준 §5). By address and e-mail, so that nobody elsewhere
   * locks an administrator out cheaply; an owner lifts it.
   */
  administratorLogin: [
    { by: "address", points: 50, seconds: 900 },
    { by: "address and account", points: 5, seconds: 900 },
    { by: "account", points: 50, seconds: 900 },
  ],
  /** Wrong codes of a second factor. Counts for whoever knows the password already. */
  administratorCode: [{ by: "account", points: 5, seconds: 900 }],
  /** Opening a guardian's link, which may be a guess. */
  guardianLink: [{ by: "address", points: 300, seconds: 600 }],
} as const satisfies Record<string, readonly Limit[]>;

export type LimitName = keyof typeof limits;
export type Limit = { by: Subject; points: number; seconds: number };
export type Subject = "address" | "browser" | "attempt" | "account" | "address and account";
/** A limit whose subject is missing is skipped. */
export type Subjects = Partial<Record<Subject, string>>;
