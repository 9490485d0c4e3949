import { z } from "zod";

type Version = "v1" | "v2";

/** What an id at PortOne looks like; anything else never reaches an address. */
const providerId: Record<Version, z.ZodString> = {
  v1: z.string().regex(/^imps?_[A-Za-z0-9]{6,40}$/),
  v2: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
};

/** The popup's message: the one id and nothing else. Null for anything more or other. */
export function readBody(version: Version, body: unknown): { providerId: string } | null {
  if (version === "v1") {
    const read = z.strictObject({ imp_uid: providerId.v1 }).safeParse(body);
    return read.success ? { providerId: read.data.imp_uid } : null;
  }
  const read = z.strictObject({ identityVerificationId: providerId.v2 }).safeParse(body);
  return read.success ? { providerId: read.data.identityVerificationId } : null;
}

/**
 * The query of the mobile return. A success flag is never believed: it only tells whether there is
 * something to ask PortOne about.
 */
export function readQuery(version: Version, query: URLSearchParams): RedirectCallback {
  const names = [...query.keys()];
  if (names.length > maximumNames || new Set(names).size !== names.length) return invalid;
  const fields = querySchema[version].safeParse(Object.fromEntries(query));
  if (!fields.success) return invalid;
  const { id, failed, problem } = fields.data;
  if (failed) return { kind: /취소|cancel/i.test(problem) ? "cancelled" : "failed" };
  const parsed = providerId[version].safeParse(id);
  return parsed.success ? { kind: "finished", providerId: parsed.data } : invalid;
}

const invalid: RedirectCallback = { kind: "invalid" };
const maximumNames = 20;
const short = z.string().max(200);
const long = z.string().max(2_000);
const flag = z.enum(["true", "false"]);

/** Both spellings of the flag, and names that PortOne may add; its texts are only looked at. */
const v1Query = z
  .object({
    imp_uid: short.optional(),
    merchant_uid: short.optional(),
    success: flag.optional(),
    imp_success: flag.optional(),
    error_code: short.optional(),
    error_msg: long.optional(),
  })
  .transform(({ imp_uid, success, imp_success, error_code = "", error_msg = "" }) => ({
    id: imp_uid,
    failed: (success ?? imp_success) === "false" || (imp_uid === undefined && error_code !== ""),
    problem: `${error_code} ${error_msg}`,
  }));

const v2Query = z
  .object({
    identityVerificationId: short.optional(),
    identityVerificationTxId: short.optional(),
    transactionType: short.optional(),
    code: short.optional(),
    message: long.optional(),
    pgCode: short.optional(),
    pgMessage: long.optional(),
  })
  .transform(({ identityVerificationId, code, message = "", pgMessage = "" }) => ({
    id: identityVerificationId,
    failed: code !== undefined && code !== "",
    problem: `${code ?? ""} ${message} ${pgMessage}`,
  }));

const querySchema = { v1: v1Query, v2: v2Query };

export type RedirectCallback =
  | { kind: "finished"; providerId: string }
  | { kind: "cancelled" }
  | { kind: "failed" }
  | { kind: "invalid" };
