import { readRedirectQuery } from "@/lib/portone";
import { answerRedirect, declined, faultDestination, type Destination } from "../answer";
import { settle } from "../settle";

/**
 * The phone's browser came back. A GET that changes state is safe here because the record must
 * carry the id that this very browser's attempt minted, as OAuth's `state` does.
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
  switch (callback.kind) {
    case "finished":
      return settle(callback.providerId);
    case "cancelled":
      return declined("verification_cancelled");
    case "failed":
      return declined("verification_failed");
    case "invalid":
      return declined("invalid_request");
  }
}
