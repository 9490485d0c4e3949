import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium, launchOptions } from "../chromium";

const screens = "e2e/.output/screens";
const output = "e2e/.output/contact-sheets";
/** So many pictures can be read at once: one state in all its looks, or several that have fewer. */
const picturesEach = 12;

/** All pictures in sheets that can be read: of each state the phones first, then tablets, then desks. */
export async function makeContactSheets(): Promise<{ sheets: number; pictures: number }> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const states = new Map<string, string[]>();
  for (const file of readdirSync(screens).filter((name) => name.endsWith(".png"))) {
    const state = file.replace(/-\d+-(light|dark)-(ko|en)\.png$/, "");
    states.set(state, [...(states.get(state) ?? []), file]);
  }
  const sheets = inSheets([...states].sort());
  const browser = await chromium.launch(launchOptions(findChromium()));
  try {
    const page = await browser.newPage({ viewport: { width: 2000, height: 1000 } });
    for (const [at, sheet] of sheets.entries()) {
      const name = `${output}/${String(at + 1).padStart(3, "0")}-${sheet[0]?.[0] ?? ""}`;
      writeFileSync(`${name}.html`, drawSheet(sheet));
      await page.goto(pathToFileURL(`${name}.html`).href);
      await page.screenshot({ path: `${name}.png`, fullPage: true });
    }
  } finally {
    await browser.close();
  }
  return { sheets: sheets.length, pictures: [...states.values()].flat().length };
}

function inSheets(states: readonly State[]): State[][] {
  const sheets: State[][] = [];
  let room = 0;
  for (const state of states) {
    if (state[1].length > room) {
      sheets.push([]);
      room = picturesEach;
    }
    sheets.at(-1)?.push(state);
    room -= state[1].length;
  }
  return sheets;
}

function drawSheet(states: readonly State[]): string {
  const drawn = states.map(([state, files]) => {
    const rows = ["360", "768", "1280"].map((width) => {
      const pictures = files
        .filter((file) => new RegExp(`-${width}-(light|dark)-(ko|en)\\.png$`).test(file))
        .sort()
        .map((file) => `<img src="../screens/${file}" alt="${file}">`);
      return `<div class="w${width}">${pictures.join("")}</div>`;
    });
    return `<section><h2>${state}</h2>${rows.join("")}</section>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${states[0]?.[0] ?? ""}</title><style>
    body { margin: 16px; background: #888; font: 20px sans-serif; display: flex; flex-wrap: wrap; gap: 16px; }
    h2 { margin: 0 0 8px; color: #fff; }
    div { display: flex; gap: 12px; align-items: start; margin-bottom: 12px; }
    img { max-height: 1500px; object-fit: cover; object-position: top; }
    .w360 img { width: 310px; }
    .w768 img { width: 400px; }
    .w1280 img { width: 480px; }
  </style>${drawn.join("")}`;
}

type State = [name: string, files: string[]];
