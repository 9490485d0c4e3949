import { getTranslations } from "next-intl/server";
import { codes } from "@/lib/codes";
import { log } from "@/lib/log";
import { showAgain } from "../form-handlers/form-handler";

/**
 * For an unsupported method, or a form posted to a path that takes none, e.g. from a tab older than
 * the deployment. Shows that path's page with a message.
 */
export async function GET(request: Request): Promise<Response> {
  const path = new URL(request.url).searchParams.get("path") ?? "/";
  const code = "form_outdated";
  const { status } = codes[code];
  log("info", "form_refused", { code });
  const headers = { allow: "GET, HEAD", "cache-control": "no-store" };
  const t = await getTranslations("codes");
  const title = t(`${code}.title`);
  const message = `${t(`${code}.body`)} ${t(`${code}.next`)}`;
  if (!(request.headers.get("accept") ?? "").includes("text/html")) {
    return Response.json({ code, title, message }, { status, headers });
  }
  const problem = { code, title, message, fields: {}, values: {} } as const;
  const shown = { ...problem, action: path, shownBy: "page" } as const;
  return showAgain(request, { path: ownPath(path), shown, status, headers });
}

/** Only the path, so that the page is always ours. */
function ownPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : "/";
}
