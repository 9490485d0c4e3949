import { config } from "@/lib/config";
import { readCallbackBody } from "@/lib/portone";
import { isSameOrigin } from "@/lib/requests/same-origin";
import { answerJson, declined, faultDestination, type Destination } from "./answer";
import { settle } from "./settle";

/** The popup finished: its page sends the one id it was given, and nothing else. */
export async function POST(request: Request): Promise<Response> {
  try {
    return await answerJson(await confirm(request));
  } catch (error) {
    return answerJson(faultDestination(error));
  }
}

async function confirm(request: Request): Promise<Destination> {
  if (!isSameOrigin(request.headers, config().appUrl)) return declined("forbidden_origin");
  const callback = readCallbackBody(await readJson(request));
  return callback === null ? declined("invalid_request") : settle(callback.providerId);
}

const maximumBytes = 1024;

/** The body as JSON; undefined for anything else, or for more than a callback can hold. */
async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return undefined;
  if (Number(request.headers.get("content-length") ?? 0) > maximumBytes) return undefined;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maximumBytes) return undefined;
      text += decoder.decode(chunk, { stream: true });
    }
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}
