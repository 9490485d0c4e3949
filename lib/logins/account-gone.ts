/** The account, a member's or an administrator's, was deleted between two steps: as if unknown. */
export class AccountGone extends Error {
  override readonly name = "AccountGone";
}
