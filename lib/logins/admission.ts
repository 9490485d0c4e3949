import type { AdministratorRole } from "@/lib/generated/prisma/client";
import type { AdministratorLogin } from "@/lib/logins/administrators";

export type Role = AdministratorRole;

/** Each may do what the one before it may: see, masked; reveal and act; administer. */
export const roles = ["viewer", "operator", "owner"] as const satisfies AdministratorRole[];

export function isRole(text: unknown): text is AdministratorRole {
  return roles.some((role) => role === text);
}

/** Whether who has the one role may do what takes the other. */
export function mayActAs(role: AdministratorRole, needed: AdministratorRole): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/**
 * An administrator who was asked for a role and has it. What reads or changes people takes one of these,
 * and there is no other way to make it: asking cannot be forgotten.
 */
export class Admitted<Needed extends AdministratorRole = AdministratorRole> {
  /** Only what was admitted here is admitted: the type is no mere shape. */
  readonly #needed: Needed;
  readonly id: string;
  readonly email: string;
  readonly role: AdministratorRole;

  private constructor(
    readonly login: AdministratorLogin,
    /** From where: recorded with what they do. */
    readonly from: { address: string },
    needed: Needed,
  ) {
    this.#needed = needed;
    this.id = login.id;
    this.email = login.email;
    this.role = login.role;
  }

  /** What they were admitted for. */
  get as(): Needed {
    return this.#needed;
  }

  /** Null where the role does not do. */
  static to<Needed extends AdministratorRole>(
    needed: Needed,
    login: AdministratorLogin,
    from: { address: string },
  ): Admitted<Needed> | null {
    return mayActAs(login.role, needed) ? new Admitted(login, from, needed) : null;
  }
}

/** May see people, masked: whoever administers. */
export type Viewer = Admitted;
/** May reveal a value and act on an account. */
export type Operator = Admitted<"operator"> | Admitted<"owner">;
export type Owner = Admitted<"owner">;
