import { z } from "zod";
import type { AdministratorRole, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { AdmissionOver } from "@/lib/logins/account-gone";
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

/**
 * An administrator's act, in one transaction that begins with asking once more: the login stands and the role
 * does, and both are held until it ends. Whoever ends the one or lowers the other comes before or after.
 * @param first rows to hold before that, where others hold them before an administrator's.
 * @throws AdmissionOver
 */
export async function actAs<T>(
  db: PrismaClient,
  by: Admitted,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  first: (tx: Prisma.TransactionClient) => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  return db.$transaction(async (tx) => {
    await first(tx);
    await holdAdmission(tx, by);
    return work(tx);
  });
}

/** @throws AdmissionOver */
export async function holdAdmission(tx: Prisma.TransactionClient, by: Admitted): Promise<void> {
  const [row] = heldRows.parse(
    await tx.$queryRaw`
      SELECT role::text AS role FROM administrators
      JOIN administrator_sessions ON administrator_id = administrators.id
      WHERE administrators.id = ${by.id} AND token_hash = ${by.login.tokenHash} FOR SHARE`,
  );
  if (row === undefined) throw new AdmissionOver("administrator_needed");
  if (!mayActAs(row.role, by.as)) throw new AdmissionOver("role_needed");
}

const heldRows = z.array(z.object({ role: z.enum(roles) }));

/** May see people, masked: whoever administers. */
export type Viewer = Admitted;
/** May reveal a value and act on an account. */
export type Operator = Admitted<"operator"> | Admitted<"owner">;
export type Owner = Admitted<"owner">;
