/** The account was deleted between two steps; answered like an unknown one. */
export class AccountGone extends Error {
  override readonly name = "AccountGone";
}

/** An administrator suspended the account; told only to one who has proved who they are. */
export class AccountSuspended extends Error {
  override readonly name = "AccountSuspended";
}
