import { headers } from "next/headers";
import { z } from "zod";
import { revealable, revealedSeconds } from "@/lib/admin/reveal";
import { renderPage } from "@/lib/requests/render-page";
import { revealedHeader } from "@/lib/requests/request-headers";
import { withCookiesOfNow } from "./cookies-of-now";
import { seeOther } from "./form-handler";

/**
 * A person's page with one value in full: it stands in this answer, in no address and in no history. After a
 * minute the browser asks for the masked page by itself, with or without scripts; whoever needs longer asks
 * again (WCAG 2.2.1: the limit is essential).
 */
export async function showRevealed(
  request: Request,
  path: string,
  revealed: Revealed,
): Promise<Response> {
  const page = await renderPage(path, {
    headers: await withCookiesOfNow(request.headers),
    marks: { [revealedHeader]: Buffer.from(JSON.stringify(revealed)).toString("base64url") },
  });
  if (page.location?.startsWith("/")) return seeOther(page.location);
  return new Response(page.html, {
    status: page.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      refresh: `${revealedSeconds};url=${path}`,
    },
  });
}

/** The value that this page is the answer about; null for every other page. */
export async function readRevealed(): Promise<Revealed | null> {
  const written = (await headers()).get(revealedHeader);
  if (written === null) return null;
  return revealedSchema.parse(JSON.parse(Buffer.from(written, "base64url").toString("utf8")));
}

const revealedSchema = z.object({ field: z.enum(revealable), value: z.string() });
type Revealed = z.infer<typeof revealedSchema>;
