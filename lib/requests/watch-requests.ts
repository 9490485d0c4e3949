import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { recordPeerAddress } from "@/lib/requests/peer-address";
import { answerUnreadForms } from "@/lib/requests/unread-form";

/** Node tells of each request on a channel, before Next sees it. */
export function watchRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = started.parse(message);
    recordPeerAddress(request);
    answerUnreadForms(request, response);
  });
}

const started = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
});
