import { endingOf, type Ending } from "@/lib/portone/ending";
import { z } from "zod";

type Version = "v1" | "v2";

/** What an id at PortOne looks like; anything else never reaches an address. */
const providerId: Record<Version, z.ZodString> = {
  v1: z.string().regex(/^imps?_[A-Za-z0-9]{6,40}$/),
  v2: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
};

/** What our page posts once the window has closed, by generation. */
export const callbackBodies = {
  v1: z.strictObject({ imp_uid: providerId.v1 }),
  v2: z.strictObject({ identityVerificationId: providerId.v2 }),
} as const;

/** The popup's message: the one id and nothing else. Null for anything more or other. */
export function readBody(version: Version, body: unknown): { providerId: string } | null {
  const read = schemas[version].safeParse(body);
  return read.success ? read.data : null;
}

/** Made once: to make a schema costs more than to read by it. */
const schemas = {
  v1: callbackBodies.v1.transform((body) => ({ providerId: body.imp_uid })),
  v2: callbackBodies.v2.transform((body) => ({ providerId: body.identityVerificationId })),
};

/**
 * The query of the mobile return. Nothing of it is believed but the one id, which PortOne is asked
 * about whatever else is said; only without an id does the return's own word decide. Every field may
 * be odd, missing or there twice: gateways and apps add to this address what they like.
 */
export function readQuery(version: Version, query: URLSearchParams): RedirectCallback {
  const ids = idsIn(version, query);
  const told = toldBy(version, query);
  const [id] = ids;
  if (ids.length > 1) return { kind: "invalid" };
  if (id !== undefined) {
    return { kind: "finished", providerId: id, ...(told === null ? {} : { told }) };
  }
  return { kind: told ?? "invalid" };
}

/**
 * The attempt that a return says it is of. That is believed in nothing: it only shows that whoever
 * sent the browser here knows an id that no other site does.
 */
export function readAttemptHint(version: Version, query: URLSearchParams): string | null {
  const ids = version === "v2" ? idsIn("v2", query) : distinct(query.getAll("merchant_uid"));
  const [id] = ids;
  return ids.length === 1 && id !== undefined && providerId.v2.safeParse(id).success ? id : null;
}

/** The same return in as few words, as a query: what was posted goes on as an address. */
export function writeQuery(
  version: Version,
  { providerId: id, told }: FinishedCallback,
  hint: string | null,
): URLSearchParams {
  if (version === "v2") {
    return new URLSearchParams({ identityVerificationId: id, ...(told && { code: told }) });
  }
  return new URLSearchParams({
    imp_uid: id,
    ...(hint !== null && { merchant_uid: hint }),
    ...(told && { success: "false", error_code: told }),
  });
}

const idNames = { v1: "imp_uid", v2: "identityVerificationId" } as const;

/** All that look like an id, each once; whatever else stands in their place says nothing. */
function idsIn(version: Version, query: URLSearchParams): string[] {
  return distinct(query.getAll(idNames[version])).filter(
    (id) => providerId[version].safeParse(id).success,
  );
}

/** The values that say something, without the spaces around them. */
function distinct(values: string[]): string[] {
  const plain = values.map((value) => value.replace(/^ +| +$/g, ""));
  return [...new Set(plain)].filter((value) => !/^(null|undefined)?$/.test(value));
}

/** What the return says of itself, if it says that nothing came of it. */
function toldBy(version: Version, query: URLSearchParams): Ending | null {
  const named = (...names: string[]) => distinct(names.flatMap((name) => query.getAll(name)));
  const flags = version === "v1" ? named("success", "imp_success") : [];
  const codes = version === "v1" ? named("error_code", "error_msg") : named("code");
  const isNo = flags.some((flag) => /^(false|0|no)$/i.test(flag));
  const isYes = flags.some((flag) => /^(true|1|yes)$/i.test(flag));
  if (!isNo && (isYes || codes.length === 0)) return null;
  const texts = [...codes, ...(version === "v2" ? named("message", "pgMessage") : [])];
  return endingOf(texts.join(" "));
}

export type FinishedCallback = {
  kind: "finished";
  providerId: string;
  /** What the return itself says; heard only where PortOne knows of nothing finished. */
  told?: Ending;
};
export type RedirectCallback = FinishedCallback | { kind: Ending } | { kind: "invalid" };
