import type { z } from "zod";
import { codes } from "@/lib/codes";
import { config } from "@/lib/config";
import { isDatabaseDown } from "@/lib/db";
import { AdmissionOver, LoginEnded } from "@/lib/logins/account-gone";
import { faultFields, levelOf, log } from "@/lib/log";
import { readBytes } from "@/lib/requests/form-fields";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { isSameOrigin } from "@/lib/requests/same-origin";
import type { FormAnswer } from "./form-answer";
import { noteAnswer } from "./note-refusal";
import { translate, type Refusal } from "./form-handler";

/**
 * For a script of one of our pages, where a form cannot ask: what an authenticator says. Refuses other
 * sites and any body that is not what `schema` says, then calls `handle`.
 */
export function jsonHandler<T>(
  { action, first = () => Promise.resolve(null) }: JsonPlace,
  schema: z.ZodType<T>,
  handle: (body: T, request: Request) => Promise<JsonOutcome>,
) {
  async function POST(request: Request): Promise<Response> {
    const outcome = await decide(request, { schema, first }, handle);
    if (!("code" in outcome)) return Response.json(outcome, { headers: noStore });
    const { code, retryAfter, isUnknown = false } = outcome;
    log(levelOf(code), "form_refused", { reason: action, ...outcome.trouble, code });
    await noteAnswer({ place: action, code, reason: outcome.trouble?.fault ?? null });
    const { title, message } = await translate(outcome);
    const headers =
      retryAfter === undefined ? noStore : { ...noStore, "retry-after": `${retryAfter}` };
    return Response.json(
      { code, title, message, isUnknown },
      { status: codes[code].status, headers },
    );
  }
  const GET = () => new Response(null, { status: 405, headers: { ...noStore, allow: "POST" } });
  return { GET, POST };
}

async function decide<T>(
  request: Request,
  { schema, first }: { schema: z.ZodType<T>; first: () => Promise<Refusal | null> },
  handle: (body: T, request: Request) => Promise<JsonOutcome>,
): Promise<JsonOutcome> {
  if (!isSameOrigin(request.headers, config().appUrl)) return { code: "forbidden_origin" };
  try {
    const refusal = await first();
    if (refusal !== null) return refusal;
    const body = schema.safeParse(await readJson(request));
    return body.success ? await handle(body.data, request) : { code: "invalid_request" };
  } catch (error) {
    if (error instanceof LoginEnded) return { code: "authentication_needed" };
    if (error instanceof AdmissionOver) return { code: error.code };
    const code = isDatabaseDown(error) ? "database_unavailable" : "unexpected";
    return { code, trouble: faultFields(error) };
  }
}

const maximumBytes = 32 * 1024;

/** Undefined if the body is not JSON or is too long. */
async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return undefined;
  const bytes = await readBytes(request, maximumBytes);
  if (bytes === null) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const noStore = { "cache-control": "no-store" } as const;

type JsonPlace = {
  action: PostAddress;
  /** Who may not send anything here at all; asked before the body is read. */
  first?: () => Promise<Refusal | null>;
};
export type JsonOutcome =
  | { next: string }
  | { options: object }
  /** What came of a form; see app/form-answer. */
  | { happened: { kind: "answered"; answer: FormAnswer } | { kind: "working" | "called_off" } }
  /** `isUnknown`: the authenticator may forget the passkey. */
  | (Refusal & { isUnknown?: boolean });
