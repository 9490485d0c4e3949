import {
  readRedirectHint,
  readRedirectQuery,
  writeRedirectQuery,
  type RedirectCallback,
} from "@/lib/portone";
import { readPairs } from "@/lib/requests/form-fields";
import { answerRedirect, declined, faultDestination, type Destination } from "../answer";
import { noStore, refuseMethod, tellMethods } from "../methods";
import { confirmCallback } from "../confirm-callback";

/**
 * A GET that changes state is safe here: the verification must carry the id of this browser's own
 * attempt, like OAuth's `state`.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    return answerRedirect(await confirm(new URL(request.url).searchParams));
  } catch (error) {
    return answerRedirect(faultDestination(error));
  }
}

async function confirm(query: URLSearchParams): Promise<Destination> {
  const callback = readRedirectQuery(query);
  if (callback.kind !== "finished") return withoutId(callback);
  const hint = readRedirectHint(query);
  return confirmCallback({ ...callback, fromOurPage: false, hint });
}

/** Without an id, the return's own outcome decides. */
function withoutId({ kind }: WithoutId): Destination {
  switch (kind) {
    case "cancelled":
      return declined("verification_cancelled");
    case "failed":
      return declined("verification_failed");
    case "age_limit":
      return declined("verification_age_limit");
    case "invalid":
      return declined("invalid_request");
  }
}

/**
 * Some gateways return by a form. With a POST from another site the browser sends no cookies, so it
 * is redirected to the GET with the parameters that count.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const { pathname, searchParams } = new URL(request.url);
    const posted = await readPairs(request);
    const query = new URLSearchParams([...searchParams, ...(posted ?? [])]);
    const callback = readRedirectQuery(query);
    if (callback.kind !== "finished") return answerRedirect(withoutId(callback));
    const next = `${pathname}?${writeRedirectQuery(callback, readRedirectHint(query))}`;
    return answerRedirect({ next, code: null });
  } catch (error) {
    return answerRedirect(faultDestination(error));
  }
}

/** Link previews and the like: changes nothing. */
export function HEAD(): Response {
  return new Response(null, { status: 204, headers: noStore });
}

const methods = "GET, HEAD, OPTIONS, POST";
export const OPTIONS = tellMethods(methods);
export const PUT = refuseMethod(methods);
export const PATCH = PUT;
export const DELETE = PUT;

type WithoutId = Exclude<RedirectCallback, { kind: "finished" }>;
