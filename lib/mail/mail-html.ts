import type { paletteOf } from "@/lib/brand/palette";
import type { MailWords } from "@/lib/mail/mail-texts";

/**
 * The mail as HTML without tables, pictures or scripts. Colours stand in the elements for programs that
 * drop style sheets, and once more in a style sheet for dark mode.
 */
export function htmlOf(words: MailWords, { language, brand, appUrl, palette }: HtmlLook): string {
  const { light, dark } = palette;
  const paragraphs = (texts: readonly string[], style: string, name: string) =>
    texts.map((text) => `<p class="${name}" style="${style}">${lines(text)}</p>`).join("\n");
  const { button } = words;
  const href = button === null ? "" : escape(button.url);
  const press =
    button === null
      ? ""
      : `<p style="margin:28px 0"><a class="button" href="${href}" style="display:block;padding:16px 20px;border-radius:14px;background:${light.accent};color:${light.onAccent};font-weight:700;font-size:17px;line-height:1.4;text-align:center;text-decoration:none">${escape(button.label)}</a></p>`;
  const plainAddress =
    button === null
      ? ""
      : `<p class="muted" style="${small}">${escape(words.address)}<br><a class="link" href="${href}" style="color:${light.accent};word-break:break-all">${href}</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(words.subject)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .desk { background: #0b0d11 !important; }
  .ground { background: #14171d !important; color: #f1f3f6 !important; }
  .text, .brand { color: #f1f3f6 !important; }
  .muted { color: #a6afbc !important; }
  .foot { border-color: #343a46 !important; }
  .button { background: ${dark.accent} !important; color: ${dark.onAccent} !important; }
  .link { color: ${dark.accent} !important; }
}
</style>
</head>
<body class="desk" style="margin:0;padding:0;background:#f1f3f7;-webkit-text-size-adjust:100%">
<div class="desk" style="background:#f1f3f7;padding:24px 12px">
<main class="ground" lang="${language}" style="max-width:480px;margin:0 auto;padding:28px 24px;border-radius:20px;background:#ffffff;color:#171c26;font-family:-apple-system,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.6;word-break:keep-all;overflow-wrap:anywhere;text-align:left">
<p class="brand" style="margin:0 0 24px;font-weight:700;color:#171c26">${escape(brand)}</p>
<h1 class="text" style="margin:0 0 20px;font-size:24px;line-height:1.35;color:#171c26">${escape(words.subject)}</h1>
${paragraphs(words.body, "margin:0 0 12px;color:#171c26", "text")}
${press}
${paragraphs(words.after, small, "muted")}
${plainAddress}
<div class="foot" style="margin-top:28px;padding-top:16px;border-top:1px solid #dde2ea">
<p class="muted" style="${small};margin:0">${escape(words.reason)}<br><a class="link" href="${escape(appUrl)}" style="color:${light.accent}">${escape(new URL(appUrl).host)}</a></p>
</div>
</main>
</div>
</body>
</html>
`;
}

const small = "margin:0 0 10px;font-size:14px;color:#56606f";

function lines(text: string): string {
  return text.split("\n").map(escape).join("<br>");
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type HtmlLook = {
  language: string;
  brand: string;
  appUrl: string;
  palette: ReturnType<typeof paletteOf>;
};
