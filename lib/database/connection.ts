import { Client, Pool, type ClientConfig } from "pg";
import { readAddress, type DatabaseAddress } from "@/lib/database/address";
import { databaseTrouble } from "@/lib/database/faults";
import { opening, tracked, untracked, type Patience } from "@/lib/database/session";

const connectTimeout = 5_000;
/** Milliseconds; under load a request waits for a connection instead of failing. */
export const turnTimeout = 20_000;

declare module "pg" {
  interface Client {
    /** The startup message; the driver has no public way to extend it. */
    getStartupConf(): Record<string, string>;
  }
}

/** How to reach one database. Detects once whether a pooler is in between. */
export class Route {
  readonly address: DatabaseAddress;
  private known: Promise<"direct" | "pooled"> | undefined;

  constructor(
    readonly url: string,
    readonly patience: Patience,
  ) {
    const address = readAddress(url);
    if (address === null) throw new Error("Not an address of a PostgreSQL");
    this.address = address;
  }

  /** `pooled`: a pooler such as PgBouncer refuses or ignores our session settings. */
  kind(): Promise<"direct" | "pooled"> {
    this.known ??= this.findOut().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /** SQL that must begin each transaction; null if the session is already set up. */
  async opening(): Promise<string | null> {
    if ((await this.kind()) === "direct") return null;
    return opening(this.address.schema, this.patience);
  }

  startup(kind: "direct" | "pooled"): Record<string, string> {
    const { schema } = this.address;
    return { ...tracked, ...(kind === "direct" ? untracked(schema, this.patience) : {}) };
  }

  private async findOut(): Promise<"direct" | "pooled"> {
    const probe = new StatedClient(this, "direct", { connectionString: this.url });
    probe.on("error", () => undefined);
    try {
      await probe.connect();
    } catch (error) {
      if (isStartupRefused(error)) return "pooled";
      throw error;
    }
    try {
      // A pooler may ignore parameters silently, so read back what took effect.
      const wanted = Object.entries(this.startup("direct"));
      const { rows } = await probe.query<{ name: string; setting: string }>(
        "SELECT name, setting FROM pg_catalog.pg_settings WHERE name = ANY($1)",
        [wanted.map(([name]) => name)],
      );
      const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
      return wanted.every(([name, value]) => settings.get(name) === value) ? "direct" : "pooled";
    } finally {
      await probe.end();
    }
  }
}

/** PgBouncer's message: "unsupported startup parameter: search_path". */
function isStartupRefused(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/.test(error.message);
}

export class StatedClient extends Client {
  /** Whether a write was refused because the server is a standby. */
  metReadOnly = false;

  constructor(
    readonly route: Route,
    private kind: "direct" | "pooled" | null,
    options: ClientConfig,
  ) {
    // Shorter than the pool's timeout, which includes waiting for a free connection.
    super({ ...options, connectionTimeoutMillis: connectTimeout });
    this.connection.on("errorMessage", (fault: Error) => {
      if (databaseTrouble(fault) === "database_read_only") this.metReadOnly = true;
    });
  }

  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...this.route.startup(this.kind ?? "direct") };
  }

  override connect(): Promise<Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<Client> | void {
    const found = this.findKind();
    if (callback === undefined) return found.then(() => super.connect());
    found.then(
      () => super.connect(callback),
      (error: Error) => callback(error),
    );
  }

  private async findKind(): Promise<void> {
    this.kind ??= await this.route.kind();
  }
}
type ConnectCallback = (error: Error) => void;

export function openPoolOn(route: Route, most = route.address.connections): Pool {
  return new Pool({
    connectionString: route.url,
    max: most,
    connectionTimeoutMillis: turnTimeout,
    keepAlive: true,
    Client: class extends StatedClient {
      constructor(options: ClientConfig = {}) {
        super(route, null, options);
      }
    },
  });
}
