import { z } from "zod";

/** Reads DATABASE_URL. Null if the address, `schema` or `connection_limit` is invalid. */
export function readAddress(text: string): DatabaseAddress | null {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return null;
  const asked = known.safeParse({
    schema: url.searchParams.get("schema") ?? undefined,
    connections: url.searchParams.get("connection_limit") ?? undefined,
  });
  if (!asked.success) return null;
  return {
    ...asked.data,
    host: url.hostname || "localhost",
    port: url.port || "5432",
    database: decodeURIComponent(url.pathname.slice(1)),
    ignored: [...url.searchParams.keys()].filter((name) => !heeded.has(name)),
  };
}

const known = z.object({
  schema: z
    .string()
    .regex(/^(?!pg_)[A-Za-z_][A-Za-z0-9_]{0,62}$/)
    .default("public"),
  connections: z.coerce.number().int().min(1).max(1_000).default(10),
});

/** Parameters that we or the driver use. */
const heeded = new Set([
  // `pgbouncer` is accepted but not needed: poolers are detected.
  ...[
    "schema",
    "connection_limit",
    "pgbouncer",
    "application_name",
    "fallback_application_name",
    "options",
  ],
  ...["sslmode", "sslcert", "sslkey", "sslrootcert", "sslnegotiation", "ssl", "uselibpqcompat"],
  ...["host", "encoding", "client_encoding"],
]);

export type DatabaseAddress = {
  schema: string;
  connections: number;
  host: string;
  port: string;
  database: string;
  /** Parameters of the address that have no effect. */
  ignored: readonly string[];
};
