import { escapeHtml } from "./http";
import { style } from "./style";

/** The frame of every page here. Each one says that it is not PortOne. */
export function page(title: string, content: string, { wide = false } = {}): string {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)} · PortOne sandbox</title><link rel="icon" href="data:,">
<style>${style}</style></head><body><p class="notice">이 화면은 PortOne이 아니에요 (개발용 샌드박스) · This is not PortOne, and nobody here is real.</p>
<main${wide ? ' class="wide"' : ""}>${content}</main></body></html>`;
}
