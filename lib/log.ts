import pino from "pino";
import { databaseTrouble } from "@/lib/database/faults";

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

/**
 * How loud a code is: `error` for what an operator has to mend, `warn` for what others have to and
 * passes, `info` for what people do.
 */
export function levelOf(code: string): "info" | "warn" | "error" {
  if (code.startsWith("database_") || ourTrouble.has(code)) return "error";
  return othersTrouble.has(code) ? "warn" : "info";
}

/** Our keys are refused: nobody can join until somebody changes them. */
const ourTrouble = new Set(["provider_rejected_us", "unexpected"]);
/** A result of a test channel where the live one alone counts: the store's settings, or an attack. */
const othersTrouble = new Set([
  "provider_unavailable",
  "verification_test_channel",
  "rate_limited",
]);

/**
 * What a log line tells of an error: its names, and what keeps the database from its work, where it
 * is that.
 */
export function faultFields(error: unknown): { fault: string; reason?: string } {
  const reason = databaseTrouble(error);
  return { fault: faultName(error), ...(reason === null ? {} : { reason }) };
}

/** The name of a fault and the names of its causes: never its message, which may quote a value. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.cause === undefined ? error.name : `${error.name} < ${faultName(error.cause)}`;
}

/**
 * Whatever libraries write to the console, which may quote what people sent, becomes a line of ours:
 * the fault's name and where it happened.
 */
export function captureConsole(): void {
  for (const level of ["warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log(level, "console", { fault: faultName(error), ...placeOf(error) });
    };
  }
}

/** The frames without the message above them. */
function placeOf(error: Error | undefined): { place?: string } {
  const frames = error?.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.length === 0
    ? {}
    : {
        place: frames
          .slice(0, 4)
          .map((at) => at.trim())
          .join(" < "),
      };
}

const allowedFields = [
  "code",
  "reason",
  "attempt",
  "account",
  "subject",
  "fault",
  "place",
  "status",
  "count",
] as const;

export type LogFields = {
  /** A stable code of lib/codes.ts. */
  code?: string;
  /** A constant that tells more than the code; never text from outside. */
  reason?: string;
  attempt?: string;
  account?: string;
  /** A keyed digest of whom it was about. */
  subject?: string;
  fault?: string;
  /** Where in the code: file names and lines. */
  place?: string;
  status?: number;
  count?: number;
};
