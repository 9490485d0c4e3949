/** The account was deleted between two steps; answered like an unknown one. */
export class AccountGone extends Error {
  override readonly name = "AccountGone";
}

/** The password was changed, or the passkey removed, after it was checked; answered like a wrong one. */
export class ProofOutdated extends Error {
  override readonly name = "ProofOutdated";
}

/** An administrator suspended the account; told only to one who has proved who they are. */
export class AccountSuspended extends Error {
  override readonly name = "AccountSuspended";
}

/**
 * The login in which a member acts was ended meanwhile: elsewhere, by a suspension, or with its account.
 * Answered like nobody being logged in.
 */
export class LoginEnded extends Error {
  override readonly name = "LoginEnded";
  constructor(readonly isAccountGone: boolean) {
    super("The login was ended");
  }
}

/** An administrator's login was ended, or their role lowered, between the question whether they may and the act. */
export class AdmissionOver extends Error {
  override readonly name = "AdmissionOver";
  constructor(readonly code: "administrator_needed" | "role_needed") {
    super(code);
  }
}
