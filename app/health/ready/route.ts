import { db } from "@/lib/db";
import { checkReadiness } from "@/lib/database/readiness";
import { migrations } from "@/lib/generated/migrations";
import { faultFields, log } from "@/lib/log";

/** Whether the database answers, is writable and migrated. */
export async function GET(): Promise<Response> {
  const { kind, error } = await checkReadiness(db(), migrations);
  const headers = { "Cache-Control": "no-store" };
  if (kind === "ready") return Response.json({ status: kind }, { headers });
  log("error", "not_ready", {
    ...(error === undefined ? {} : faultFields(error)),
    reason: kind,
  });
  return Response.json({ status: kind }, { status: 503, headers });
}
