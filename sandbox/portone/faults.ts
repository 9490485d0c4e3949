import { z } from "zod";
import type { Answer, Call } from "./http";
import { json } from "./http";

/** Calls that shall misbehave: the next `times` whose path starts with `path`. */
export class Faults {
  private list: Fault[] = [];

  add(fault: Fault): void {
    this.list.push({ ...fault });
  }

  clear(): void {
    this.list = [];
  }

  /** The fault for this call, used up by one; null for none. */
  take({ method, path }: Pick<Call, "method" | "path">): Fault | null {
    const fault = this.list.find(
      (each) => path.startsWith(each.path) && (each.method ?? method).toUpperCase() === method,
    );
    if (fault === undefined) return null;
    fault.times -= 1;
    if (fault.times <= 0) this.list = this.list.filter((each) => each !== fault);
    return fault;
  }
}

/** What a fault answers instead; null where it only delays. A string body is sent as it is. */
export function faultAnswer({ status, body }: Fault): Answer | null {
  if (status === undefined && body === undefined) return null;
  if (typeof body === "string") {
    return { status: status ?? 200, headers: { "content-type": "text/html; charset=utf-8" }, body };
  }
  return json(
    status ?? 200,
    body ?? { code: -1, message: "sandbox fault", response: null, type: "SANDBOX_FAULT" },
  );
}

export const faultSchema = z.strictObject({
  path: z.string().startsWith("/"),
  method: z.string().optional(),
  status: z.int().min(100).max(599).optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  body: z.unknown().optional(),
  /** The connection is cut without an answer. */
  drop: z.boolean().optional(),
  times: z.int().min(1).default(1),
});
export type Fault = z.infer<typeof faultSchema>;
