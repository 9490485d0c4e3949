import pino from "pino";
import { databaseTrouble } from "@/lib/database/faults";
import { countEvent } from "@/lib/telemetry/counts";
import { noteOnTrace } from "@/lib/telemetry/traced";

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** Writes only the fields of `LogFields`, so that no personal data is logged by mistake. */
export function log(level: "info" | "warn" | "error", event: string, fields: LogFields = {}): void {
  const allowed: Record<string, unknown> = { event };
  for (const name of allowedFields) {
    if (fields[name] !== undefined) allowed[name] = fields[name];
  }
  logger[level](allowed);
  countEvent(event, fields.code);
  noteOnTrace({ code: fields.code, request: fields.request });
}

/** `error` needs an operator, `warn` passes without one, `info` is normal use. */
export function levelOf(code: string): "info" | "warn" | "error" {
  if (code.startsWith("database_") || ourTrouble.has(code)) return "error";
  return othersTrouble.has(code) ? "warn" : "info";
}

/** Our PortOne keys or our code are wrong. */
const ourTrouble = new Set(["provider_rejected_us", "unexpected"]);
/** A test channel in production: wrong settings of the store, or an attack. */
const othersTrouble = new Set([
  "provider_unavailable",
  "verification_test_channel",
  "rate_limited",
]);

export function faultFields(error: unknown): { fault: string; reason?: string } {
  const reason = databaseTrouble(error);
  return { fault: faultName(error), ...(reason === null ? {} : { reason }) };
}

/** The names of an error and its causes; never the message, which may quote a value. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.cause === undefined ? error.name : `${error.name} < ${faultName(error.cause)}`;
}

/** Libraries may quote user input on the console, so only error names and places are logged. */
export function captureConsole(): void {
  for (const level of ["warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log(level, "console", { fault: faultName(error), ...placeOf(error) });
    };
  }
}

/** Stack frames without the message. */
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
  "at",
  "subject",
  "fault",
  "place",
  "status",
  "count",
  "head",
  "request",
] as const;

export type LogFields = {
  /** From lib/codes.ts or lib/database/faults.ts. */
  code?: string;
  /** A constant that says more than the code; never text from outside. */
  reason?: string;
  attempt?: string;
  account?: string;
  /** When it happened, where that is not the time of the line. */
  at?: string;
  /** Keyed digest of an e-mail. */
  subject?: string;
  fault?: string;
  /** File names and lines. */
  place?: string;
  status?: number;
  count?: number;
  /** Of the access log, as `audit:verify --head` takes it. */
  head?: string;
  request?: string;
};
