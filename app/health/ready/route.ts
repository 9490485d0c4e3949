import { db } from "@/lib/db";
import { faultName, log } from "@/lib/log";

/** The process can do its work: the database answers. */
export async function GET(): Promise<Response> {
  try {
    await db().$queryRaw`SELECT 1`;
    return Response.json({ status: "ready" });
  } catch (error) {
    log("error", "not_ready", { fault: faultName(error) });
    return Response.json({ status: "database_unavailable" }, { status: 503 });
  }
}
