import { headers } from "next/headers";
import { renderPage } from "@/lib/requests/render-page";
import { inFullHeader } from "@/lib/requests/request-headers";
import { withCookiesOfNow } from "./cookies-of-now";
import { seeOther } from "./form-handler";

/** A page as the answer to a form: what it shows stands in no address and in no history. */
export async function showInFull(request: Request, path: string): Promise<Response> {
  const headers = await withCookiesOfNow(request.headers);
  const page = await renderPage(path, { headers, marks: { [inFullHeader]: "1" } });
  if (page.location?.startsWith("/")) return seeOther(page.location);
  return new Response(page.html, {
    status: page.status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Whether this page is the answer to a member who asked to see their data in full. */
export async function isAskedInFull(): Promise<boolean> {
  return (await headers()).get(inFullHeader) === "1";
}
