/** Shared by the window and the landing page. */
export const style = `
@font-face { font-family: Pretendard; src: url(/font.woff2) format("woff2"); font-display: swap; }
:root { color-scheme: light dark; --ground: #f4f5f8; --card: #fff; --text: #191f28; --faint: #596373; --line: #dfe3ea; --accent: #5b3fd6; --on-accent: #fff; --soft: #efebff; --warn: #fff4d6; --on-warn: #5c4300; --good: #0b6b43; --bad: #a8232c; }
@media (prefers-color-scheme: dark) { :root { --ground: #131519; --card: #1d2026; --text: #eef0f3; --faint: #a4adb9; --line: #343943; --accent: #a594ff; --on-accent: #14101f; --soft: #2a2544; --warn: #3a3013; --on-warn: #ffe3a0; --good: #6fdcab; --bad: #ff9a9f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 Pretendard, system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
.notice { margin: 0; padding: 8px 16px; background: var(--warn); color: var(--on-warn); font-size: 13px; text-align: center; }
main { max-width: 480px; margin: 0 auto; padding: 24px 20px 0; }
main.wide { max-width: 1120px; padding: 32px 20px 64px; }
.notice span { display: inline-block; padding: 0 6px; }
.language { float: right; display: inline-flex; align-items: center; min-height: 44px; margin: -8px 0 0 12px; color: var(--accent); font-size: 14px; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 0 0 4px; }
small.beside { display: inline; }
.search { display: flex; gap: 8px; margin: 12px 0 0; } .search input { flex: 1 1 auto; min-width: 0; } .search button { flex: none; min-width: 72px; }
.mark { display: inline-block; font-style: normal; font-size: 12px; padding: 1px 8px; border: 1px solid currentColor; border-radius: 99px; color: var(--good); white-space: nowrap; }
p { margin: 0 0 12px; }
fieldset { border: 0; padding: 0; margin: 20px 0 0; display: grid; gap: 8px; }
legend { padding: 0 0 8px; color: var(--faint); font-size: 14px; }
.person { display: flex; gap: 14px; align-items: center; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; cursor: pointer; }
.person:hover { border-color: var(--accent); }
.person:has(:checked) { border-color: var(--accent); background: var(--soft); box-shadow: inset 0 0 0 1px var(--accent); }
.person input { accent-color: var(--accent); width: 20px; height: 20px; flex: none; margin: 0; }
i { font-style: normal; color: var(--faint); font-size: 14px; white-space: nowrap; }
small, .faint { color: var(--faint); font-size: 14px; }
small { display: block; }
.provider { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; justify-content: space-between; margin: 16px 0 8px; color: var(--faint); font-size: 14px; }
select, input[type="search"] { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 8px 10px; min-height: 44px; }
.actions { position: sticky; bottom: 0; padding: 12px 0 16px; background: var(--ground); display: grid; gap: 8px; box-shadow: 0 -12px 12px -12px rgb(0 0 0 / 18%); }
.actions.still { position: static; box-shadow: none; }
.minor { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; }
button { font: inherit; font-size: 14px; min-height: 44px; padding: 6px 8px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); color: inherit; cursor: pointer; flex: 1 0 auto; }
button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-size: 17px; font-weight: 700; min-height: 54px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 18px; padding: 20px; margin-top: 20px; }
.columns { display: grid; gap: 20px; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
.columns > section, .columns > div > :first-child { margin-top: 0; } .columns { margin-top: 20px; }
.scroll { overflow-x: auto; margin: 12px -20px -8px; padding: 0 20px; }
table { width: 100%; min-width: 720px; border-collapse: collapse; font-size: 14px; }
th, td { text-align: left; padding: 9px 14px 9px 0; border-top: 1px solid var(--line); vertical-align: top; }
th { color: var(--faint); font-weight: 500; border-top: 0; white-space: nowrap; }
td { overflow-wrap: break-word; }
details { margin-top: 12px; } summary { display: flex; align-items: center; min-height: 44px; color: var(--accent); font-size: 14px; cursor: pointer; }
iframe.mail { width: 100%; height: 640px; border: 1px solid var(--line); border-radius: 12px; }
pre.mail { margin: 0; white-space: pre-wrap; font: inherit; font-size: 14px; }
main a { color: var(--accent); }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; margin: 12px 0 0; font-size: 14px; } dt { color: var(--faint); } dd { margin: 0; }
@media (max-width: 720px) {
  .scroll { overflow: visible; margin: 12px 0 0; padding: 0; }
  table { min-width: 0; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { border-top: 1px solid var(--line); padding: 10px 0; }
  td { display: grid; grid-template-columns: 104px 1fr; gap: 0 12px; border: 0; padding: 2px 0; overflow-wrap: anywhere; }
  td > * { min-width: 0; } td::before { content: attr(data-label); color: var(--faint); }
  td small { grid-column: 2; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 8px; }
}
.row { display: flex; gap: 12px; align-items: center; justify-content: space-between; border-top: 1px solid var(--line); padding: 8px 0; font-size: 14px; }
.row button { flex: none; min-width: 72px; }
.row button[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.whole { white-space: nowrap; } .never { color: var(--faint); } .verified { color: var(--good); } .failed { color: var(--bad); }
.inline { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; } .inline button { padding: 6px 14px; }
.empty { color: var(--faint); font-size: 14px; margin: 12px 0 0; }
`;
