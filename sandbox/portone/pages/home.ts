import { z } from "zod";
import { developmentSettings } from "../development-settings";
import { escapeHtml, html, json, readBody, redirectTo, type Answer, type Call } from "../http";
import type { Route } from "../http";
import { clockSection, searchForm, switchSection } from "./home-controls";
import { callTable, castTable, verificationTable } from "./home-tables";
import { viewOf, type View } from "../language";
import { otherThan, page } from "./page";
import { switchNameSchema } from "../world/switches";
import { resetWorld, type World } from "../world/world";

const dayMs = 86_400_000;

/** `GET /`: the cast, the recent verifications, the switches; and what its buttons do. */
export function homeRoutes(world: World): Route[] {
  return [
    { method: "GET", pattern: /^\/$/, handle: (call) => html(home(call, world)) },
    { method: "POST", pattern: /^\/$/, handle: (call) => change(call, world) },
  ];
}

/** The control interface as buttons; pages of other sites may not use them. */
function change(call: Call, world: World): Answer {
  const options = actionSchema.safeParse(readBody(call));
  const from = call.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin") return json(403, { message: "Another site" });
  if (!options.success) return json(400, { message: "Not understood" });
  const { clock, faults, switches } = world;
  switch (options.data.action) {
    case "switch":
      switches[options.data.name] = options.data.on;
      break;
    case "clock":
      clock.move({ now: clock.now().getTime() + options.data.days * dayMs });
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
  return redirectTo(viewOf(call).stay("/"));
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
  const view = viewOf(call);
  const { say } = view;
  const wanted = (call.query.get("q") ?? "").slice(0, 200);
  const others = new URLSearchParams({
    ...(wanted === "" ? {} : { q: wanted }),
    lang: otherThan(view),
  });
  const search = searchForm(view, { path: "/", wanted });
  return page(
    say("샌드박스 · Sandbox"),
    `<h1>${say("로컬 PortOne · A local PortOne")}</h1><p class="faint">${say(lead)}</p><p>${mailLink(world, view)}</p>
    <div class="columns"><div>${settings(url, world, view)}${clockSection(clock, faults.pending().length, view)}</div>${switchSection(switches, view)}</div>
    ${section(say("등장인물 · The cast"), `<p class="faint">${say(castNote)}</p>${search}${castTable(world, view, wanted)}`)}
    ${section(say("최근 인증 · Recent verifications"), verificationTable(world, view))}
    ${section(say("최근 호출 · Recent calls"), callTable(world, view))}`,
    { wide: true, view, otherLanguage: `/?${others.toString()}` },
  );
}

const lead =
  "본인인증 V1과 V2를 계약도, 키도, 인터넷도 없이 시험해요. · PortOne identity verification, both generations, for tests on any stack.";
const castNote =
  "‘여기서 인증’은 이 샌드박스에서 인증을 마친 횟수예요 (번호가 달라도 같은 사람이면 함께 세요). 사이트에 가입했는지는 샌드박스가 알 수 없어요. · “Verified here” counts what this sandbox has verified since it was started or reset, one person with two phones together. It cannot know who has joined a site.";

function mailLink({ inbox }: World, { say, stay }: View): string {
  const count = inbox.newestFirst().length;
  return `<a href="${stay("/mail")}">${say(`잡은 메일 ${count}통 보기 · See the mail that was caught: ${count}`)}</a>`;
}

function settings(url: string, { inbox }: World, { say }: View): string {
  const { impCode, impKey, impSecret, storeId, apiSecret, channelKey } = developmentSettings;
  const rows = [
    ["V1 script", `${url}/v1/iamport.js`],
    ["V1 REST", `${url} · ${impKey} · ${impSecret}`],
    ["V1 code", impCode],
    ["V2 script", `${url}/v2/browser-sdk.js`],
    ["V2 REST", `${url} · ${apiSecret}`],
    ["V2 store", storeId],
    ["channel", channelKey],
    ["SMTP", inbox.smtpUrl ?? "–"],
  ].map(([name = "", value = ""]) => `<dt>${name}</dt><dd><code>${escapeHtml(value)}</code></dd>`);
  const note =
    "다른 키도 다 돼요. wrong이 들어간 키만 거절해요. · Any other keys work too, unless they contain “wrong”.";
  return section(
    say("연결 · Point your project here"),
    `<dl>${rows.join("")}</dl><p class="empty">${say(note)}</p>`,
  );
}

function section(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`;
}
