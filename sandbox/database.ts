import { mkdirSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/**
 * A PostgreSQL inside this process, served on a socket: the product talks to it as to any other.
 * Without `dataDir` it lives in memory. It runs with fsync off: a power cut may lose data.
 */
export async function startDatabase({ port, dataDir }: DatabaseWish): Promise<RunningDatabase> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const engine = await PGlite.create(dataDir === undefined ? {} : { dataDir });
  const server = new PGLiteSocketServer({
    db: engine,
    port,
    host: "127.0.0.1",
    maxConnections: 100,
  });
  await server.start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      await server.stop();
      await engine.close();
    },
  };
}

export type DatabaseWish = { port: number; dataDir?: string };
export type RunningDatabase = { url: string; close: () => Promise<void> };
