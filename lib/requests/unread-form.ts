import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Where every request carries an id of ours, whatever its sender wrote there. */
export const requestIdHeader = "x-request-id";

/**
 * Next answers 500 to a form that it cannot read: a broken body, an unknown action, an Origin that is
 * no address, a state that does not belong to the action. That is the sender's fault, so it is answered
 * 400; a fault of an action or a page of ours stays a 500. The status is the only thing changed, at the
 * last moment, since Next leaves no earlier one.
 */
export function answerUnreadForms(request: IncomingMessage, response: ServerResponse): void {
  const id = randomUUID();
  request.headers[requestIdHeader] = id;
  if (request.method !== "POST") return;
  isOurFault.set(id, false);
  response.once("close", () => isOurFault.delete(id));
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [
      status >= 500 && isPage(request) && !isOurFault.get(id) ? 400 : status,
      ...rest,
    ]);
}

/** Something of ours, an action or a page, failed while it answered this request. */
export function markOurFault(id: string | null | undefined): void {
  if (typeof id === "string" && isOurFault.has(id)) isOurFault.set(id, true);
}

/** The handlers with an address of their own read their requests themselves. */
function isPage({ url = "" }: IncomingMessage): boolean {
  return !/^\/(certifications|health)(\/|\?|$)/.test(url);
}

/** Forms under way, by request. On `globalThis`: Next bundles the server's start and the actions apart. */
const kept: typeof globalThis & { formsUnderWay?: Map<string, boolean> } = globalThis;
const isOurFault = (kept.formsUnderWay ??= new Map());
