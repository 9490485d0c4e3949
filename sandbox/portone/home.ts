import { z } from "zod";
import { developmentSettings } from "./development-settings";
import { escapeHtml, html, json, readBody, redirectTo, type Answer, type Call } from "./http";
import type { Route } from "./http";
import { clockSection, switchSection } from "./home-controls";
import { page } from "./page";
import { providers } from "./provider";
import { switchNameSchema } from "./switches";
import { resetWorld, type World } from "./world";

const shown = 20;
const dayMs = 86_400_000;

/** `GET /`: the cast, the recent verifications, the switches; and what its buttons do. */
export function homeRoutes(world: World): Route[] {
  return [
    { method: "GET", pattern: /^\/$/, handle: (call) => html(home(call, world)) },
    { method: "POST", pattern: /^\/$/, handle: (call) => change(call, world) },
  ];
}

/** The same as the control interface, by hand. Pages of other sites may not press the buttons. */
function change(call: Call, world: World): Answer {
  const wish = actionSchema.safeParse(readBody(call));
  const from = call.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin") return json(403, { message: "Another site" });
  if (!wish.success) return json(400, { message: "Not understood" });
  const { clock, faults, switches } = world;
  switch (wish.data.action) {
    case "switch":
      switches[wish.data.name] = wish.data.on;
      break;
    case "clock":
      clock.move({ now: clock.now().getTime() + wish.data.days * dayMs });
      break;
    case "clock-reset":
      clock.reset();
      break;
    case "faults-clear":
      faults.clear();
      break;
    case "reset":
      resetWorld(world);
      break;
  }
  return redirectTo("/");
}

const actionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("switch"), name: switchNameSchema, on: z.stringbool() }),
  z.object({ action: z.literal("clock"), days: z.coerce.number().int().min(-366).max(366) }),
  z.object({ action: z.literal("clock-reset") }),
  z.object({ action: z.literal("faults-clear") }),
  z.object({ action: z.literal("reset") }),
]);

function home(call: Call, world: World): string {
  const url = `http://${call.headers.host ?? "127.0.0.1:4010"}`;
  const { clock, faults, switches } = world;
  return page(
    "샌드박스",
    `<h1>로컬 PortOne</h1><p class="faint">본인인증 V1과 V2를 계약도, 키도, 인터넷도 없이 시험해요. · PortOne identity verification, both generations, for tests on any stack.</p>
    <div class="columns"><div>${settings(url)}${clockSection(clock, faults.pending().length)}</div>${switchSection(switches)}</div>
    ${section("등장인물", "the cast", cast(world))}
    ${section("최근 인증", "recent verifications", verifications(world))}
    ${section("최근 호출", "recent calls", calls(world))}`,
    { wide: true },
  );
}

function settings(url: string): string {
  const { impCode, impKey, impSecret, storeId, apiSecret, channelKey } = developmentSettings;
  const rows = [
    ["V1 script", `${url}/v1/iamport.js`],
    ["V1 REST", `${url} · ${impKey} · ${impSecret}`],
    ["V1 code", impCode],
    ["V2 script", `${url}/v2/browser-sdk.js`],
    ["V2 REST", `${url} · ${apiSecret}`],
    ["V2 store", storeId],
    ["channel", channelKey],
  ].map(([name = "", value = ""]) => `<dt>${name}</dt><dd><code>${escapeHtml(value)}</code></dd>`);
  const note =
    "다른 키도 다 돼요. wrong이 들어간 키만 거절해요. · Any other keys work too, unless they contain “wrong”.";
  return section(
    "연결",
    "point your project here",
    `<dl>${rows.join("")}</dl><p class="empty">${note}</p>`,
  );
}

function cast({ people }: World): string {
  const rows = people
    .all()
    .map(({ key, name, birthday, phone, note }) =>
      row([
        `<code>${escapeHtml(key)}</code>`,
        ...[name, birthday, phone ?? "–", note].map(escapeHtml),
      ]),
    );
  return table(["key", "이름 · name", "생년월일 · birthday", "전화 · phone", "설명 · note"], rows);
}

function verifications({ records }: World): string {
  const rows = records
    .newestFirst()
    .slice(0, shown)
    .map((record) => {
      const id = record.generation === "v1" ? record.impUid : record.id;
      return row([
        record.generation.toUpperCase(),
        `<code>${escapeHtml(id)}</code>`,
        `<span class="${record.status}">${record.status}</span>`,
        escapeHtml(record.person?.name ?? "–"),
        providers[record.provider].v1,
        timeOf(record.requestedAt.toISOString()),
      ]);
    });
  return table(["", "id", "상태 · status", "이름 · name", "제공자 · provider", "UTC"], rows);
}

function calls({ log }: World): string {
  const isOurs = (path: string) =>
    path === "/" || path === "/font.woff2" || path === "/favicon.ico";
  const rows = log
    .newestFirst()
    .filter(({ path }) => !isOurs(path))
    .slice(0, shown)
    .map(({ method, path, status, at }) =>
      row([method, `<code>${escapeHtml(path)}</code>`, String(status ?? "–"), timeOf(at)]),
    );
  return table(["", "주소 · path", "상태 · status", "UTC"], rows);
}

function timeOf(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}

function section(title: string, english: string, content: string): string {
  return `<section><h2>${title} <small>${english}</small></h2>${content}</section>`;
}

function table(heads: string[], rows: string[]): string {
  if (rows.length === 0) return `<p class="empty">아직 없어요 · none yet</p>`;
  const head = heads.map((text) => `<th>${text}</th>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** Cells are HTML already. */
function row(cells: string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}
