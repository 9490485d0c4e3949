import { escapeHtml } from "../http";
import { korean, type View } from "../language";
import { style } from "./style";

/** Every page says in both languages that it is not PortOne. */
export function page(title: string, content: string, options: PageOptions = {}): string {
  const { wide = false, view = korean, otherLanguage } = options;
  const { language } = view;
  const other = { ko: ["en", "English"], en: ["ko", "한국어"] }[language];
  const [code = "", name = ""] = other;
  const link = otherLanguage
    ? `<a class="language" lang="${code}" hreflang="${code}" href="${escapeHtml(otherLanguage)}">${name}</a>`
    : "";
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)} · PortOne sandbox</title><link rel="icon" href="data:,">
<style>${style}</style></head><body><header><p class="notice"><span lang="ko">이 화면은 PortOne이 아니에요 (개발용 샌드박스)</span> <span lang="en">This is not PortOne, and nobody here is real.</span></p></header>
<main${wide ? ' class="wide"' : ""}>${link}${content}</main></body></html>`;
}

export function otherThan({ language }: View): "ko" | "en" {
  return language === "ko" ? "en" : "ko";
}

type PageOptions = {
  wide?: boolean;
  view?: View;
  /** Address of this page in the other language. */
  otherLanguage?: string;
};
