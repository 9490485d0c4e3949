import { config } from "@/lib/config";
import { readCallbackBody } from "@/lib/portone";
import { readBytes } from "@/lib/requests/form-fields";
import { isSameOrigin } from "@/lib/requests/same-origin";
import { answerJson, declinedAt, faultAt, type Destination } from "./answer";
import { refuseMethod, tellMethods } from "./methods";
import { confirmCallback } from "./confirm-callback";

const place = "/certifications";

/** Called by our page when the popup has finished; the body holds only the id. */
export async function POST(request: Request): Promise<Response> {
  try {
    return await answerJson(await confirm(request));
  } catch (error) {
    return answerJson(await faultAt(place, error));
  }
}

async function confirm(request: Request): Promise<Destination> {
  if (!isSameOrigin(request.headers, config().appUrl)) return declinedAt(place, "forbidden_origin");
  const callback = readCallbackBody(await readJson(request));
  if (callback === null) return declinedAt(place, "invalid_request");
  return confirmCallback({ providerId: callback.providerId, fromOurPage: true });
}

const maximumBytes = 1024;

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

const methods = "OPTIONS, POST";
export const OPTIONS = tellMethods(methods);
export const GET = refuseMethod(methods);
export const HEAD = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
