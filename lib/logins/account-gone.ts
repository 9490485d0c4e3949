/** The account was deleted between two steps; answered like an unknown one. */
export class AccountGone extends Error {
  override readonly name = "AccountGone";
}
