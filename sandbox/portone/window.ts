import { z } from "zod";
import {
  escapeHtml,
  html,
  json,
  readBody,
  redirectTo,
  type Answer,
  type Call,
  type Route,
} from "./http";
import { outcomes, settle, v1Callback, v2Response, type Outcome } from "./outcomes";
import { page } from "./page";
import type { People, Person } from "./people";
import type { Clock } from "./clock";
import type { Records, VerificationRecord } from "./records";

/** The page that the popup or the redirect shows, and what its buttons do. */
export function windowRoutes(world: WindowWorld): Route[] {
  return [
    { method: "GET", pattern: /^\/window$/, handle: (call) => show(call, world) },
    { method: "POST", pattern: /^\/window$/, handle: (call) => decide(call, world) },
    { method: "POST", pattern: /^\/v2\/prepare$/, handle: (call) => prepare(call, world) },
  ];
}

/** What V2's script asks before it opens anything. Not PortOne's own address, which is not public. */
function prepare(call: Call, { records }: WindowWorld): Answer {
  const wish = prepareSchema.safeParse(readBody(call));
  const cors = { "access-control-allow-origin": "*", "content-type": "application/json" };
  const answer = (value: unknown) => ({ status: 200, headers: cors, body: JSON.stringify(value) });
  if (!wish.success) return answer({ code: "RequestParseFailed", message: "Not understood" });
  const { id, storeId, channelKey } = wish.data;
  const known = records.ofV2(id);
  if (known?.status === "verified") {
    return answer({ code: "IdentityVerificationAlreadyVerified", message: "Verified already" });
  }
  if (known === null) records.open({ generation: "v2", id, storeId, channelKey });
  return answer({});
}

const prepareSchema = z.object({
  id: z.string().min(1).max(200),
  storeId: z.string(),
  channelKey: z.string(),
});

function show({ query }: Call, { people, records, clock }: WindowWorld): Answer {
  const wish = windowSchema.safeParse(Object.fromEntries(query));
  if (!wish.success) return html(page("잘못된 요청", "<p>이 주소로는 창을 열 수 없어요.</p>"), 400);
  const { generation, id, origin, page: from, channelKey, user } = wish.data;
  // The record exists before anybody has confirmed anything.
  const earlier = generation === "v2" ? records.ofV2(id) : null;
  const record =
    earlier ??
    records.open({
      generation,
      id,
      origin: from || origin,
      channelKey,
      storeId: user,
      requestedAt: clock.now(),
    });
  if (wish.data.customData) record.customData = wish.data.customData;
  return html(page("본인인증", form(record, wish.data, people.all())));
}

function decide(call: Call, { people, records, clock, switches }: WindowWorld): Answer {
  const wish = decisionSchema.safeParse(readBody(call));
  if (!wish.success) return json(400, { message: "An unknown person, outcome or window" });
  const { impUid, outcome, mode, returnTo, origin } = wish.data;
  const record = records.recent().find((known) => known.impUid === impUid);
  const person = people.find(wish.data.person);
  if (record === undefined || person === null)
    return json(400, { message: "An unknown person or window" });
  if (record.status === "verified") return json(400, { message: "Verified already" });
  if (person.provider !== undefined) record.provider = person.provider;
  settle(record, person, outcome, clock.now());
  if (outcome === "no_callback") {
    return html(
      page(
        "끝났어요",
        `<p>인증은 끝났지만 사이트에는 아무 소식도 가지 않아요.</p>${telling(record, null, origin)}`,
      ),
    );
  }
  if (mode === "popup") {
    const result =
      record.generation === "v1" ? v1Callback(record, outcome) : v2Response(record, outcome);
    return html(page("끝났어요", `<p>창이 곧 닫혀요.</p>${telling(record, result, origin)}`));
  }
  return redirectTo(returnAddress(returnTo, record, outcome, switches));
}

/** Speaks to the page that opened the popup, and to that origin only; then closes. */
function telling(
  record: VerificationRecord,
  result: Record<string, unknown> | null,
  origin: string,
): string {
  const message = JSON.stringify({ portone: record.generation, result }).replace(/</g, "\\u003c");
  const target = JSON.stringify(origin).replace(/</g, "\\u003c");
  return `<script>if (opener) { opener.postMessage(${message}, ${target}); window.close(); }</script>`;
}

function returnAddress(
  returnTo: string,
  record: VerificationRecord,
  outcome: Outcome,
  { impSuccess }: WindowWorld["switches"],
): string {
  const address = new URL(returnTo);
  const add = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) address.searchParams.set(name, String(value));
  };
  if (record.generation === "v2") {
    for (const [name, value] of Object.entries(v2Response(record, outcome))) add(name, value);
    return address.href;
  }
  const { success, imp_uid, merchant_uid, error_code, error_msg } = v1Callback(record, outcome);
  add("imp_uid", imp_uid);
  add("merchant_uid", merchant_uid);
  add(impSuccess ? "imp_success" : "success", success);
  // Whether the real redirect adds these two for identity verification is not known.
  add("error_code", error_code);
  add("error_msg", error_msg);
  return address.href;
}

function form(
  record: VerificationRecord,
  { mode, returnTo, origin }: WindowWish,
  cast: Person[],
): string {
  const hidden = { impUid: record.impUid, mode, returnTo, origin };
  const fields = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const choices = cast.map(
    ({ key, name, birthday, phone, note }, at) => `<label class="person">
      <input type="radio" name="person" value="${escapeHtml(key)}"${at === 0 ? " checked" : ""}>
      <span><b>${escapeHtml(name)}</b> <i>${escapeHtml(birthday)}${phone ? ` · ${escapeHtml(phone)}` : ""}</i><small>${escapeHtml(note)}</small></span></label>`,
  );
  const minor = [
    ["cancelled", "취소"],
    ["failed", "인증 실패"],
    ["unfinished", "미완료 성공"],
    ["under_age", "나이 미달"],
    ["no_callback", "콜백 없음"],
  ].map(([value, text]) => `<button name="outcome" value="${value}">${text}</button>`);
  return `<h1>누구로 인증할까요?</h1>
    <form method="post" action="/window">${fields.join("")}
    <fieldset><legend>지어낸 사람들 · invented people</legend>${choices.join("")}</fieldset>
    <div class="actions"><button class="main" name="outcome" value="verified">인증하기</button>
    <div class="minor">${minor.join("")}</div></div></form>`;
}

const returnAddressSchema = z.url({ protocol: /^https?$/ });
const windowSchema = z
  .object({
    generation: z.enum(["v1", "v2"]),
    mode: z.enum(["popup", "redirect"]),
    id: z.string().max(200),
    user: z.string().max(100).default(""),
    channelKey: z.string().max(100).default(""),
    origin: z.string().max(300).default(""),
    page: z.string().max(2_000).default(""),
    returnTo: returnAddressSchema.or(z.literal("")).default(""),
    customData: z.string().max(2_000).optional(),
  })
  .refine(({ mode, returnTo }) => mode === "popup" || returnTo !== "");
type WindowWish = z.infer<typeof windowSchema>;

const decisionSchema = z.object({
  impUid: z.string(),
  person: z.string(),
  outcome: z.enum(outcomes),
  mode: z.enum(["popup", "redirect"]),
  returnTo: returnAddressSchema.or(z.literal("")),
  origin: z.string(),
});

export type WindowWorld = {
  people: People;
  records: Records;
  clock: Clock;
  switches: { impSuccess: boolean };
};
