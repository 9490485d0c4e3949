import { readFileSync } from "node:fs";
import type { Answer, Route } from "../http";

/** For machines without Korean fonts; without the package the system's font is used. */
export function fontRoutes(): Route[] {
  return [{ method: "GET", pattern: /^\/font\.woff2$/, handle: font }];
}

function font(): Answer {
  try {
    const file =
      "../../../node_modules/pretendard/dist/web/static/woff2-subset/Pretendard-Regular.subset.woff2";
    const headers = { "content-type": "font/woff2", "cache-control": "max-age=86400" };
    return { status: 200, headers, body: readFileSync(new URL(file, import.meta.url)) };
  } catch {
    return { status: 404, body: "" };
  }
}
