import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { z } from "zod";
import { prepareRequest } from "@/lib/requests/prepare-request";
import { rememberAddress } from "@/lib/requests/render-page";

/** Node publishes each request on this channel before Next sees it. */
export function watchRequests(appUrl: string): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = started.parse(message);
    rememberAddress(request.socket);
    prepareRequest(request, appUrl);
  });
}

const started = z.object({ request: z.instanceof(IncomingMessage) });
