import { mkdirSync } from "node:fs";
import type { Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { createDatabaseServer } from "./database-socket";

/**
 * A PostgreSQL inside this process, served on a socket: the product talks to it as to any other.
 * Without `dataDir` it lives in memory. It runs with fsync off: a power cut may lose data.
 */
export async function startDatabase({ port, dataDir }: DatabaseWish): Promise<RunningDatabase> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const engine = await PGlite.create(dataDir === undefined ? {} : { dataDir });
  const server = createDatabaseServer(engine);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await engine.close();
    },
  };
}

export type DatabaseWish = { port: number; dataDir?: string };
export type RunningDatabase = { url: string; close: () => Promise<void> };
