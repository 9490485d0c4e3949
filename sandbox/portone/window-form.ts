import { escapeHtml } from "./http";
import { page } from "./page";
import { isSamePhone, type Person } from "./person";
import { providerSchema } from "./provider";
import type { VerificationRecord } from "./records";
import { tellOpened } from "./window-answer";
import type { Decided, WindowWish } from "./window-wish";

/** Who, and how it ends. Works without JavaScript; a popup needs it only to speak to its opener. */
export function showChoice(record: VerificationRecord, wish: WindowWish, people: Person[]): string {
  const expected = people.find(
    ({ name, phone }) => name === wish.name && isSamePhone(phone, wish.phone),
  );
  const chosen = expected ?? people.find(({ name }) => name === wish.name) ?? people[0];
  const choices = people.map((person) => choice(person, person === chosen));
  const asking = wish.company === "" ? "개발 중인 사이트" : wish.company;
  const minimum = wish.minAge === null ? "" : ` · 만 ${wish.minAge}세 이상`;
  const content = `<h1>누구로 인증할까요?</h1>
    <p class="faint">${escapeHtml(asking)}에서 본인인증을 요청했어요${minimum}</p>
    <form method="post" action="/window">${hiddenFields(record, wish)}
    <fieldset><legend>지어낸 사람들 · invented people</legend>${choices.join("")}</fieldset>
    <label class="provider">제공자 · provider <select name="provider"><option value="">사람에 맞게 · by person</option>${providerSchema.options
      .map((name) => `<option>${name}</option>`)
      .join("")}</select></label>
    <div class="actions"><button class="main" name="outcome" value="verified">인증하기</button>
    <div class="minor">${endings}</div></div></form>${tellOpened(record, wish.call, wish.origin)}`;
  return page("본인인증", content);
}

/** The gateway's own failure screen; leaving it looks like a cancel (observed). */
export function showTooYoung(record: VerificationRecord, wish: Decided): string {
  return page(
    "인증 실패",
    `<h1>인증할 수 없는 나이예요</h1><p>만 ${wish.minAge ?? 0}세부터 인증할 수 있어요.</p>
    <form method="post" action="/window">${hiddenFields(record, wish)}
    <input type="hidden" name="person" value="${escapeHtml(wish.person)}">
    <div class="actions still"><button class="main" name="outcome" value="under_age">닫기</button></div></form>`,
  );
}

function hiddenFields({ impUid }: VerificationRecord, wish: WindowWish | Decided): string {
  const { mode, returnTo, origin, call, minAge } = wish;
  const fields = { impUid, mode, returnTo, origin, call, minAge: String(minAge ?? "") };
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
}

function choice({ key, name, birthday, phone, note }: Person, checked: boolean): string {
  const told = phone === null ? birthday : `${birthday} · ${phone}`;
  return `<label class="person"><input type="radio" name="person" value="${escapeHtml(key)}"${checked ? " checked" : ""}>
    <span><b>${escapeHtml(name)}</b> <i>${escapeHtml(told)}</i><small>${escapeHtml(note)}</small></span></label>`;
}

const endings = [
  ["cancelled", "취소", "the person cancels"],
  ["failed", "인증 실패", "the gateway fails"],
  ["under_age", "나이 미달", "under age; looks like a cancel"],
  ["unfinished", "미완료 성공", "says success, but nothing is certified"],
  ["no_callback", "콜백 없음", "verified, but the site never hears of it"],
]
  .map(
    ([value, text, hint]) =>
      `<button name="outcome" value="${value}" title="${hint}">${text}</button>`,
  )
  .join("");
