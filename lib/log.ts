import pino from "pino";

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });

/**
 * Writes one line of JSON. Only the fields of `LogFields` pass, whatever is handed in, so that
 * nothing personal can reach a log by mistake.
 */
export function log(level: "info" | "warn" | "error", event: string, fields: LogFields = {}): void {
  const allowed: Record<string, unknown> = { event };
  for (const name of allowedFields) {
    if (fields[name] !== undefined) allowed[name] = fields[name];
  }
  logger[level](allowed);
}

/** The name of a fault and the names of its causes: never its message, which may quote a value. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.cause === undefined ? error.name : `${error.name} < ${faultName(error.cause)}`;
}

const allowedFields = ["code", "reason", "attempt", "account", "fault", "status", "count"] as const;

export type LogFields = {
  /** A stable code of lib/codes.ts. */
  code?: string;
  /** A constant that tells more than the code; never text from outside. */
  reason?: string;
  attempt?: string;
  account?: string;
  fault?: string;
  status?: number;
  count?: number;
};
