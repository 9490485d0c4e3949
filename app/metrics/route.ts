import { config } from "@/lib/config";
import { isMetricsToken } from "@/lib/metrics/metrics-token";
import { writeMetrics } from "@/lib/metrics/write-metrics";

/** For Prometheus: `Authorization: Bearer METRICS_TOKEN`. Without the setting there is no such address. */
export async function GET(request: Request): Promise<Response> {
  const { metricsToken } = config();
  const headers = { "Cache-Control": "no-store" };
  if (metricsToken === null) return new Response(null, { status: 404, headers });
  if (!isMetricsToken(request.headers.get("authorization"), metricsToken)) {
    const asked = { ...headers, "WWW-Authenticate": "Bearer" };
    return new Response(null, { status: 401, headers: asked });
  }
  const { text, type } = await writeMetrics(new Date());
  return new Response(text, { headers: { ...headers, "Content-Type": type } });
}
