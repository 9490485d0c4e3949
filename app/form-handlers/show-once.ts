import { headers } from "next/headers";
import { renderPage } from "@/lib/requests/render-page";
import { shownOnceHeader } from "@/lib/requests/request-headers";
import { withCookiesOfNow } from "./cookies-of-now";
import { seeOther } from "./form-handler";

/** A page as the answer to a form, with a secret that no address, history or store holds. */
export async function showOnce(request: Request, path: string, secret: string): Promise<Response> {
  const headers = await withCookiesOfNow(request.headers);
  const page = await renderPage(path, { headers, marks: { [shownOnceHeader]: secret } });
  if (page.location?.startsWith("/")) return seeOther(page.location);
  return new Response(page.html, {
    status: page.status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

export async function readShownOnce(): Promise<string | null> {
  return (await headers()).get(shownOnceHeader);
}
