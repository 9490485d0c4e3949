import type { IncomingMessage } from "node:http";

/** Where every request carries its socket's own address, whatever its sender wrote there. */
export const peerHeader = "x-peer-address";

/**
 * Next tells a handler no peer address, and believes the first X-Forwarded-For that comes: the socket's
 * own is written down before Next sees the request.
 */
export function recordPeerAddress(request: IncomingMessage): void {
  request.headers[peerHeader] = request.socket.remoteAddress ?? "";
}
