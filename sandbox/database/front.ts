import { connect, createServer, type Socket } from "node:net";
import { freePort } from "@/e2e/support/free-port";

/**
 * An address before a PostgreSQL that can lead to another one, as a proxy or a DNS name does after a
 * failover. `cut`: whether what is connected is cut off, as HAProxy does, or stays where it is.
 */
export async function startFront(port: number): Promise<Front> {
  const own = await freePort();
  const sockets = new Set<Socket>();
  let target = port;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [one, another] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.once("close", () => {
        sockets.delete(one);
        another.destroy();
      });
      one.on("error", () => one.destroy());
      one.pipe(another);
    }
  });
  await new Promise<void>((resolve) => server.listen(own, "127.0.0.1", resolve));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: own,
    leadTo: (next, { cut }) => {
      target = next;
      if (cut) cutAll();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}

export type Front = {
  port: number;
  leadTo: (port: number, options: { cut: boolean }) => void;
  close: () => Promise<void>;
};
