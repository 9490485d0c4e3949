import { connect, createServer, type Socket } from "node:net";
import { freePort } from "@/e2e/support/free-port";

const readyForQuery = "Z".charCodeAt(0);

/**
 * An address before a PostgreSQL that counts how often the database has said that it is ready for the next
 * question, which is once for each round trip. The first time of a connection, when it was opened, is none.
 */
export async function startRoundTripCounter(url: string): Promise<RoundTripCounter> {
  const { hostname, port } = new URL(url);
  const own = await freePort();
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    near.pipe(far);
    far.pipe(near);
    let ready = 0;
    far.on(
      "data",
      messageReader((type) => {
        if (type !== readyForQuery) return;
        ready += 1;
        if (ready > 1) count += 1;
      }),
    );
    for (const [one, another] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.once("close", () => another.destroy());
      one.on("error", () => one.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(own, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = `${own}`;
  return {
    url: through.href,
    count: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Tells the type of each of a server's messages: a byte, then the length of the rest. */
function messageReader(tell: (type: number) => void): (chunk: Buffer) => void {
  let head = Buffer.alloc(0);
  let left = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      const skipped = Math.min(left, chunk.length - at);
      at += skipped;
      left -= skipped;
      if (left > 0 || at === chunk.length) continue;
      const part = chunk.subarray(at, at + 5 - head.length);
      head = Buffer.concat([head, part]);
      at += part.length;
      if (head.length < 5) return;
      tell(head.readUInt8(0));
      left = head.readInt32BE(1) - 4;
      head = Buffer.alloc(0);
    }
  };
}

export type RoundTripCounter = { url: string; count: () => number; close: () => Promise<void> };
