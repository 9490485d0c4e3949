import { json, type Answer } from "../http";

/** {type, message}, with `pgCode` and `pgMessage` for errors of the gateway. */
export function refused(status: number, type: string, extra: Record<string, string> = {}): Answer {
  return json(status, { type, message: type.toLowerCase().replaceAll("_", " "), ...extra });
}
