import { z } from "zod";
import { developmentSettings } from "./development-settings";
import { escapeHtml, html, json, readBody, redirectTo, type Answer, type Call } from "./http";
import type { Route } from "./http";
import { clockSection, switchSection } from "./home-controls";
import { callTable, castTable, verificationTable } from "./home-tables";
import { page } from "./page";
import { switchNameSchema } from "./switches";
import { resetWorld, type World } from "./world";

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
    ${section("등장인물", "the cast", castTable(world))}
    ${section("최근 인증", "recent verifications", verificationTable(world))}
    ${section("최근 호출", "recent calls", callTable(world))}`,
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

function section(title: string, english: string, content: string): string {
  return `<section><h2>${title} <small>${english}</small></h2>${content}</section>`;
}
