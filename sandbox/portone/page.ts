import { escapeHtml } from "./http";

/** The frame of every page here. Each one says that it is not PortOne. */
export function page(title: string, content: string, { wide = false } = {}): string {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · PortOne sandbox</title>
<style>${style}</style></head><body><p class="notice">이 화면은 PortOne이 아니에요 · 개발용 샌드박스<br>This is not PortOne. Nobody here is real.</p>
<main${wide ? ' class="wide"' : ""}>${content}</main></body></html>`;
}

const style = `
@font-face { font-family: Pretendard; src: url(/font.woff2) format("woff2"); font-display: swap; }
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --text: #191f28; --faint: #5b6674; --line: #e0e4ea; --accent: #5b3fd6; --on-accent: #fff; --warn: #fff4d6; --on-warn: #5c4300; }
@media (prefers-color-scheme: dark) { :root { --ground: #14161a; --card: #1e2127; --text: #eef0f3; --faint: #a4adb9; --line: #343943; --accent: #a594ff; --on-accent: #14101f; --warn: #3a3013; --on-warn: #ffe3a0; } }
* { box-sizing: border-box; } body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 Pretendard, system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
.notice { margin: 0; padding: 10px 20px; background: var(--warn); color: var(--on-warn); font-size: 13px; text-align: center; }
main { max-width: 460px; margin: 0 auto; padding: 24px 20px 40px; } main.wide { max-width: 1040px; } h1 { font-size: 24px; margin: 0 0 16px; } h2 { font-size: 18px; margin: 32px 0 12px; }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 8px; } legend { padding: 0 0 8px; color: var(--faint); font-size: 14px; }
.person { display: flex; gap: 12px; align-items: center; min-height: 44px; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; cursor: pointer; }
.person:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); } .person input { accent-color: var(--accent); width: 20px; height: 20px; }
i { font-style: normal; color: var(--faint); font-size: 14px; } small { display: block; color: var(--faint); }
.actions { position: sticky; bottom: 0; padding: 16px 0; background: var(--ground); display: grid; gap: 8px; } .minor { display: flex; flex-wrap: wrap; gap: 8px; }
button { font: inherit; min-height: 44px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); color: inherit; cursor: pointer; flex: 1 0 auto; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 700; min-height: 54px; } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; background: var(--card); border-radius: 14px; overflow: hidden; font-size: 14px; } th, td { text-align: left; padding: 10px 12px; border-bottom: 1px solid var(--line); } th { color: var(--faint); font-weight: 500; }
.scroll { overflow-x: auto; } code { font-size: 13px; } .empty { color: var(--faint); } a { color: var(--accent); }
`;
