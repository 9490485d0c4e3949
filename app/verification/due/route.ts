import { isDueHere } from "@/lib/browser/attempt";

/** Asked before the window opens: whether this browser's attempt still needs a verification. */
export async function GET(request: Request): Promise<Response> {
  const attempt = new URL(request.url).searchParams.get("attempt") ?? "";
  // Where we do not know, the window opens as usual.
  const isDue = await isDueHere(attempt).catch(() => true);
  return Response.json({ isDue }, { headers: { "cache-control": "no-store" } });
}
