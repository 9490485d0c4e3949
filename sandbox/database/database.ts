import type { Server, Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { takeDataFolder } from "./data-folder";
import { createDatabaseServer } from "./database-socket";

export { DataFolderInUse } from "./data-folder";

/**
 * A PostgreSQL inside this process, served on a socket: the product talks to it as to any other.
 * Without `dataDir` it lives in memory. It runs with fsync off: a power cut may lose data.
 * @throws DataFolderInUse while another process has `dataDir` open.
 */
export async function startDatabase({ port, dataDir }: DatabaseWish): Promise<RunningDatabase> {
  const giveBack = dataDir === undefined ? async () => undefined : await takeDataFolder(dataDir);
  const opened = await open(port, dataDir).catch(async (error: unknown) => {
    await giveBack();
    throw error;
  });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      await opened.close();
      await giveBack();
    },
  };
}

async function open(port: number, dataDir: string | undefined): Promise<{ close: Close }> {
  const engine = await PGlite.create(dataDir === undefined ? {} : { dataDir });
  const server = createDatabaseServer(engine);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const close = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await engine.close();
  };
  try {
    await listen(server, port);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

type Close = () => Promise<void>;
export type DatabaseWish = { port: number; dataDir?: string };
export type RunningDatabase = { url: string; close: Close };
