import {
  readRedirectHint,
  readRedirectQuery,
  writeRedirectQuery,
  type RedirectCallback,
} from "@/lib/portone";
import { readPairs } from "@/lib/requests/form-fields";
import { answerRedirect, declinedAt, faultAt, type Destination } from "../answer";
import { noStore, refuseMethod, tellMethods } from "../methods";
import { confirmCallback } from "../confirm-callback";

const place = "/certifications/redirect";

/**
 * A GET that changes state is safe here: the verification must carry the id of this browser's own
 * attempt, like OAuth's `state`.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    return answerRedirect(await confirm(new URL(request.url).searchParams));
  } catch (error) {
    return answerRedirect(await faultAt(place, error));
  }
}

async function confirm(query: URLSearchParams): Promise<Destination> {
  const callback = readRedirectQuery(query);
  if (callback.kind !== "finished") return withoutId(callback);
  const hint = readRedirectHint(query);
  return confirmCallback({ ...callback, fromOurPage: false, hint });
}

/** Without an id, the return's own outcome decides. */
function withoutId({ kind }: WithoutId): Promise<Destination> {
  switch (kind) {
    case "cancelled":
      return declinedAt(place, "verification_cancelled");
    case "failed":
      return declinedAt(place, "verification_failed");
    case "age_limit":
      return declinedAt(place, "verification_age_limit");
    case "invalid":
      return declinedAt(place, "invalid_request");
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
    if (callback.kind !== "finished") return answerRedirect(await withoutId(callback));
    const next = `${pathname}?${writeRedirectQuery(callback, readRedirectHint(query))}`;
    return answerRedirect({ next, code: null });
  } catch (error) {
    return answerRedirect(await faultAt(place, error));
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
