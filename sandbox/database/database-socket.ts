import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";

/**
 * Serves one PGlite to many connections over PostgreSQL's wire protocol. There is a single session
 * behind them all, so a connection has it to itself from the first message of a query to its end,
 * and from BEGIN to COMMIT. (The published socket server hands it over between the messages of one
 * query: under load, one connection's statement meets another's parameters.) What a connection says at
 * its start is said again where it follows one that said otherwise.
 */
export function createDatabaseServer(engine: PGlite): Server {
  const turns = new Turns();
  return createServer((socket) => new Connection(socket, engine, turns));
}

class Connection {
  private buffered: Buffer = Buffer.alloc(0);
  private pending: Uint8Array[] = [];
  private started = false;
  private endTurn: (() => void) | null = null;
  /** Its own settings, in SQL, from its startup message. */
  private settings = "RESET ALL";
  /** What has arrived is worked off in order. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly engine: PGlite,
    private readonly turns: Turns,
  ) {
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      this.buffered = Buffer.concat([this.buffered, chunk]);
      for (let message = this.take(); message !== null; message = this.take())
        this.receive(message);
    });
    socket.on("close", () => this.enqueue(() => this.leave()));
  }

  /** The next whole message of what has arrived; null until there is one. */
  private take(): Buffer | null {
    const header = this.started ? 1 : 0;
    if (this.buffered.length < header + 4) return null;
    const length = header + this.buffered.readInt32BE(header);
    if (length < (this.started ? 5 : 8) || length > largestMessage) {
      this.buffered = Buffer.alloc(0);
      this.socket.destroy();
      return null;
    }
    if (this.buffered.length < length) return null;
    const message = this.buffered.subarray(0, length);
    this.buffered = this.buffered.subarray(length);
    return message;
  }

  private receive(message: Buffer): void {
    if (!this.started) {
      const code = message.readInt32BE(4);
      if (code === sslRequest || code === gssRequest) this.socket.write("N");
      else if (code !== protocolVersion) this.socket.destroy();
      if (code !== protocolVersion) return;
      this.started = true;
      this.settings = readSettings(message);
      this.enqueue(() => this.run([message]));
      return;
    }
    const kind = String.fromCharCode(message[0] ?? 0);
    if (kind === "X") {
      this.socket.end();
      return;
    }
    this.pending.push(Uint8Array.from(message));
    if (endsQuery.has(kind)) {
      const query = this.pending;
      this.pending = [];
      this.enqueue(() => this.run(query));
    }
  }

  private enqueue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch(() => void this.socket.destroy());
  }

  private async run(messages: Uint8Array[]): Promise<void> {
    const isContinued = this.endTurn !== null;
    this.endTurn ??= await this.turns.take();
    try {
      if (!isContinued && this.turns.settings !== this.settings) {
        await this.engine.exec(this.settings);
        this.turns.settings = this.settings;
      }
      for (const message of messages) {
        const answer = await this.engine.execProtocolRaw(message);
        if (this.socket.writable && answer.length > 0) this.socket.write(answer);
      }
    } finally {
      if (!this.engine.isInTransaction()) this.release();
    }
  }

  /** Gone in the middle of a transaction: as if it had never begun. */
  private async leave(): Promise<void> {
    if (this.endTurn !== null && this.engine.isInTransaction()) await this.engine.exec("ROLLBACK");
    this.release();
  }

  private release(): void {
    this.endTurn?.();
    this.endTurn = null;
  }
}

/** First come, first served. */
class Turns {
  /** Those that the one session has now. */
  settings = "RESET ALL";
  private last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const before = this.last;
    let end = () => {};
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}

/** Names and values, each ended by a zero byte, after the length and the version. */
function readSettings(startup: Buffer): string {
  const words = startup.subarray(8).toString("utf8").split("\0");
  const settings = words.flatMap((name, at) => {
    const value = words[at + 1] ?? "";
    if (at % 2 === 1 || !/^\w+$/.test(name) || notSettings.has(name)) return [];
    return [`SELECT set_config('${name}', '${value.replaceAll("'", "''")}', false)`];
  });
  return ["RESET ALL", ...settings].join("; ");
}

/** Whose connection it is; and what the driver of the one session speaks. */
const notSettings = new Set(["user", "database", "replication", "options", "client_encoding"]);

/** Bytes; a million seeded rows travel in far smaller ones. */
const largestMessage = 256 * 1024 * 1024;
const protocolVersion = 196_608;
const sslRequest = 80_877_103;
const gssRequest = 80_877_104;
/** Query, Sync, FunctionCall, CopyDone, CopyFail: what PostgreSQL answers with "ready". */
const endsQuery = new Set(["Q", "S", "F", "c", "f"]);
