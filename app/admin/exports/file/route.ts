import { openExport } from "@/lib/exports/make-export";
import { context } from "@/lib/server/context";
import { administratorHere } from "@/lib/browser/access";
import { Admitted } from "@/lib/logins/admission";

/** The encrypted file, for whoever asked for it. */
export async function GET(request: Request): Promise<Response> {
  const standing = await administratorHere();
  const by = standing.kind === "in" ? Admitted.to("operator", standing.login, standing.from) : null;
  const id = new URL(request.url).searchParams.get("id") ?? "";
  const { db, now } = context();
  const file = by && (await openExport(db, by, id, now));
  if (!file) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  return new Response(file, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="export-${now.toISOString().slice(0, 10)}.zip"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
