import { z } from "zod";
import type { Answer, Call } from "../http";
import { json } from "../http";

/** Faults for the next `times` calls whose path starts with `path`. */
export class Faults {
  private list: Fault[] = [];

  add(fault: Fault): void {
    this.list.push({ ...fault });
    if (this.list.length > maximum) this.list.shift();
  }

  clear(): void {
    this.list = [];
  }

  pending(): readonly Fault[] {
    return this.list;
  }

  /** Takes the fault for this call and counts it down; null for none. */
  take({ method, path }: Pick<Call, "method" | "path">): Fault | null {
    if (this.list.length === 0) return null;
    const fault = this.list.find(
      (each) => isOf(each, path) && (each.method ?? method).toUpperCase() === method,
    );
    if (fault === undefined) return null;
    fault.times -= 1;
    if (fault.times <= 0) this.list = this.list.filter((each) => each !== fault);
    return fault;
  }
}

const maximum = 1_000;
/** Mail misbehaves only where a fault names it. */
const mail = "/smtp";

function isOf(fault: Fault, path: string): boolean {
  return path === mail ? fault.path === mail : path.startsWith(fault.path);
}

/**
 * The fault's answer; null if it only delays. A string body is sent as it is, anything else as
 * JSON; without options it is a 500.
 */
export function faultAnswer(fault: Fault): Answer | null {
  const { status, body, delayMs } = fault;
  if (typeof body === "string") {
    return { status: status ?? 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
  }
  if (body !== undefined) return json(status ?? 200, body);
  if (status === undefined && delayMs !== undefined) return null;
  return json(status ?? 500, {
    code: -1,
    message: "sandbox fault",
    response: null,
    type: "SANDBOX_FAULT",
  });
}

export const faultSchema = z.strictObject({
  path: z.string().startsWith("/"),
  method: z.string().optional(),
  status: z.int().min(200).max(599).optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  body: z.unknown().optional(),
  /** Cuts the connection without an answer. */
  drop: z.boolean().optional(),
  times: z.int().min(1).default(1),
});
export type Fault = z.infer<typeof faultSchema>;
