import { db } from "@/lib/db";
import { checkReadiness } from "@/lib/database/readiness";
import { migrations } from "@/lib/generated/migrations";
import { isStopping } from "@/lib/server/graceful-stop";
import { faultFields, log } from "@/lib/log";

/** Whether the database answers, is writable and migrated, and this server is not about to stop. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  if (isStopping()) return Response.json({ status: "stopping" }, { status: 503, headers });
  const { kind, error } = await checkReadiness(db(), migrations);
  if (kind === "ready") return Response.json({ status: kind }, { headers });
  log("error", "not_ready", {
    ...(error === undefined ? {} : faultFields(error)),
    reason: kind,
  });
  return Response.json({ status: kind }, { status: 503, headers });
}
