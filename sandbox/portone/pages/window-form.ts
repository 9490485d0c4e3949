import { searchForm } from "./home-controls";
import { escapeHtml } from "../http";
import type { View } from "../language";
import { otherThan, page } from "./page";
import { searchPeople, verificationsOf } from "../world/people-search";
import { isSamePhone, type Person } from "../world/person";
import { providerSchema } from "../world/provider";
import type { VerificationRecord } from "../world/records";
import { tellOpened } from "./window-answer";
import type { Decided, WindowOptions } from "./window-options";
import type { World } from "../world/world";

/** The choice of person and outcome. Works without JavaScript, except the message to the opener. */
export function showChoice(
  record: VerificationRecord,
  options: WindowOptions,
  view: View,
  { people, records }: World,
): string {
  const { say } = view;
  const everybody = people.all();
  const expected = everybody.find(
    ({ name, phone }) => name === options.name && isSamePhone(phone, options.phone),
  );
  const named = expected ?? everybody.find(({ name }) => name === options.name);
  const found = searchPeople(everybody, options.q);
  const chosen = named !== undefined && found.includes(named) ? named : found[0];
  const verifications = verificationsOf(records);
  const choices = found.map((person) =>
    choice(person, { checked: person === chosen, verified: verifications(person).count > 0 }, say),
  );
  const none = `<p class="empty">${say("찾는 사람이 없어요 · Nobody found")}</p>`;
  const asking =
    options.company === "" ? say("개발 중인 사이트 · A site under development") : options.company;
  const asks = say("본인인증을 요청했어요 · asks for an identity verification");
  const subject = view.language === "ko" ? `${asking}에서` : asking;
  const least = options.minAge;
  const minimum = least === null ? "" : `, ${say(`만 ${least}세 이상 · ${least} or older`)}`;
  const again = { ...addressFields(options), impUid: record.impUid };
  const content = `<h1>${say("누구로 인증할까요? · Who shall be verified?")}</h1>
    <p class="faint">${escapeHtml(subject)} ${asks}${minimum}</p>
    ${searchForm(view, { path: "/window", wanted: options.q, fields: again })}
    <form method="post" action="${view.stay("/window")}">${hiddenFields(record, options)}
    <fieldset><legend>${say("지어낸 사람들 · Invented people")}</legend>${choices.join("") || none}</fieldset>
    <label class="provider">${say("제공자 · Provider")} <select name="provider"><option value="">${say("사람에 맞게 · By person")}</option>${providerSchema.options
      .map((name) => `<option>${name}</option>`)
      .join("")}</select></label>
    <div class="actions"><button class="main" name="outcome" value="verified">${say("인증하기 · Verify")}</button>
    <div class="minor">${endings(say)}</div></div></form>${tellOpened(record, options.call, options.origin)}`;
  const other = new URLSearchParams({ ...again, q: options.q, lang: otherThan(view) });
  return page(say("본인인증 · Identity verification"), content, {
    view,
    otherLanguage: `/window?${other.toString()}`,
  });
}

/** The gateway's own failure screen; closing it looks like a cancel (observed). */
export function showTooYoung(record: VerificationRecord, options: Decided, view: View): string {
  const { say, stay } = view;
  const age = options.minAge ?? 0;
  return page(
    say("인증 실패 · Not verified"),
    `<h1>${say("인증할 수 없는 나이예요 · Too young to be verified")}</h1><p>${say(`만 ${age}세부터 인증할 수 있어요. · Only from the age of ${age}.`)}</p>
    <form method="post" action="${stay("/window")}">${hiddenFields(record, options)}
    <input type="hidden" name="person" value="${escapeHtml(options.person)}">
    <div class="actions still"><button class="main" name="outcome" value="under_age">${say("닫기 · Close")}</button></div></form>`,
    { view },
  );
}

function addressFields({
  q: _,
  minAge,
  impUid: __,
  ...options
}: WindowOptions): Record<string, string> {
  return { ...options, minAge: String(minAge ?? "") };
}

function hiddenFields({ impUid }: VerificationRecord, options: WindowOptions | Decided): string {
  const { mode, returnTo, origin, call, minAge } = options;
  const fields = { impUid, mode, returnTo, origin, call, minAge: String(minAge ?? "") };
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
}

function choice(
  { key, name, birthday, phone, note }: Person,
  { checked, verified }: { checked: boolean; verified: boolean },
  say: View["say"],
): string {
  const told = phone === null ? birthday : `${birthday} · ${phone}`;
  const mark = verified ? ` <em class="mark">${say("인증한 적 있음 · verified before")}</em>` : "";
  return `<label class="person"><input type="radio" name="person" value="${escapeHtml(key)}"${checked ? " checked" : ""}>
    <span><b>${escapeHtml(name)}</b> <i>${escapeHtml(told)}</i>${mark}<small>${escapeHtml(say(note))}</small></span></label>`;
}

function endings(say: View["say"]): string {
  return [
    ["cancelled", "취소 · Cancel", "사람이 취소해요 · the person cancels"],
    ["failed", "인증 실패 · Fail", "제공자가 실패해요 · the gateway fails"],
    ["under_age", "나이 미달 · Under age", "취소처럼 보여요 · looks like a cancel"],
    [
      "unfinished",
      "미완료 성공 · Unfinished",
      "성공이라지만 인증된 것은 없어요 · says success, but nothing is certified",
    ],
    [
      "no_callback",
      "콜백 없음 · No callback",
      "인증됐지만 사이트는 소식을 못 들어요 · verified, but the site never hears of it",
    ],
  ]
    .map(
      ([value = "", text = "", hint = ""]) =>
        `<button name="outcome" value="${value}" title="${say(hint)}">${say(text)}</button>`,
    )
    .join("");
}
