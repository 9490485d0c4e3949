import { readdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium, launchOptions } from "./chromium";

const screens = "e2e/.output/screens";
const output = "e2e/.output/contact-sheet";

/** All pictures in one: a row per state, phones first, light beside dark. */
export async function makeContactSheet(): Promise<string> {
  const rows = new Map<string, string[]>();
  for (const file of readdirSync(screens).filter((name) => name.endsWith(".png"))) {
    const state = file.replace(/-\d+-(light|dark)-(ko|en)\.png$/, "");
    rows.set(state, [...(rows.get(state) ?? []), file]);
  }
  writeFileSync(`${output}.html`, drawSheet([...rows].sort()));
  const browser = await chromium.launch(launchOptions(findChromium()));
  try {
    const page = await browser.newPage({ viewport: { width: 3600, height: 1000 } });
    await page.goto(pathToFileURL(`${output}.html`).href);
    await page.screenshot({ path: `${output}.png`, fullPage: true });
  } finally {
    await browser.close();
  }
  return `${output}.png`;
}

function drawSheet(rows: [string, string[]][]): string {
  const drawn = rows.map(([state, files]) => {
    const pictures = files.sort(byWidth).map((file) => `<img src="screens/${file}" alt="${file}">`);
    return `<h2>${state}</h2><div>${pictures.join("")}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Every page and state</title><style>
    body { margin: 24px; background: #888; font: 20px sans-serif; }
    h2 { margin: 20px 0 8px; color: #fff; }
    div { display: flex; gap: 10px; }
    img { height: 300px; }
  </style>${drawn.join("")}`;
}

function byWidth(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
