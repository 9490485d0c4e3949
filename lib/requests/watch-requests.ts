import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { prepareAnswer } from "@/lib/requests/prepare-answer";
import { prepareRequest } from "@/lib/requests/prepare-request";
import { rememberAddress } from "@/lib/requests/render-page";

/** Node publishes each request on this channel before Next sees it. */
export function watchRequests(appUrl: string): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = readStart(message);
    rememberAddress(request.socket);
    prepareRequest(request, appUrl);
    prepareAnswer(response, request.url ?? "", appUrl);
  });
}

function readStart(message: unknown) {
  if (typeof message === "object" && message !== null) {
    const { request, response }: { request?: unknown; response?: unknown } = message;
    if (request instanceof IncomingMessage && response instanceof ServerResponse) {
      return { request, response };
    }
  }
  throw new Error("Node publishes its requests in another form");
}
