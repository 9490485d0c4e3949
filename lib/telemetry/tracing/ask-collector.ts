import { request } from "undici";

const longest = 10_000;

/** Sends no trace at all. @returns why the collector takes none; null if it does. */
export async function askCollector({ endpoint, headers }: Address): Promise<string | null> {
  try {
    const { statusCode, body: answer } = await request(`${endpoint}/v1/traces`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ resourceSpans: [] }),
      signal: AbortSignal.timeout(longest),
    });
    await answer.dump();
    return statusCode < 300 ? null : `status_${statusCode}`;
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return isLate ? "timeout" : "connection";
  }
}

/** `endpoint`: OTEL_EXPORTER_OTLP_ENDPOINT. */
type Address = { endpoint: string; headers: Readonly<Record<string, string>> };
