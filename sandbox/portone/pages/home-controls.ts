import { seoulTime, type Clock } from "../world/clock";
import { escapeHtml } from "../http";
import type { View } from "../language";
import { switchNameSchema, switchNotes, type Switches } from "../world/switches";

/** The sandbox's time in Seoul, with buttons that move it by days. */
export function clockSection(clock: Clock, pendingFaults: number, view: View): string {
  const { say } = view;
  const moved = clock.isMoved
    ? "옮겨진 시계 · a clock that was moved"
    : "이 컴퓨터의 시계 · as the machine";
  const act = (name: string, text: string, fields: Record<string, string> = {}) =>
    action(view, name, say(text), fields);
  const step = (days: number, text: string) => act("clock", text, { days: String(days) });
  const faults =
    pendingFaults === 0
      ? `<p class="empty">${say("대기 중인 장애 없음 · No faults pending")}</p>`
      : `<p class="empty">${say(`대기 중인 장애 ${pendingFaults}개 · ${pendingFaults} faults pending`)}</p>${act("faults-clear", "장애 지우기 · Clear the faults")}`;
  return `<section data-clock="${clock.isMoved ? "moved" : "given"}"><h2>${say("시계 · Clock")}</h2>
    <p><code>${seoulTime(clock.now()).replace("T", " ")}</code> <small class="beside">${say("서울 (UTC+9) · Seoul (UTC+9)")}, ${say(moved)}</small></p>
    <div class="inline">${step(-1, "−1일 · −1 day")}${step(1, "+1일 · +1 day")}${step(30, "+30일 · +30 days")}${step(365, "+365일 · +365 days")}${act("clock-reset", "되돌리기 · Put back")}</div>
    ${faults}<div class="inline">${act("reset", "모두 처음으로 · Reset everything")}</div></section>`;
}

/** Switches for behaviour of PortOne that is only observed or unknown. */
export function switchSection(switches: Switches, { say, stay }: View): string {
  const rows = switchNameSchema.options.map((name) => {
    const on = switches[name];
    const button = `<button aria-pressed="${String(on)}" aria-label="${name}">${on ? "on" : "off"}</button>`;
    const fields = hidden({ action: "switch", name, on: String(!on) });
    return `<form class="row" method="post" action="${stay("/")}"><span><code>${name}</code><small>${say(switchNotes[name])}</small></span>${fields}${button}</form>`;
  });
  const lead =
    "진짜 PortOne에서 관찰만 됐거나 알려지지 않은 동작이에요. · Behaviour of the real PortOne that is only observed, or not known.";
  return `<section><h2>${say("스위치 · Switches")}</h2>
    <p class="faint">${say(lead)}</p>${rows.join("")}</section>`;
}

/** Searches the cast. `fields`: hidden fields that the page must keep. */
export function searchForm(
  { say, language }: View,
  { path, wanted, fields = {} }: { path: string; wanted: string; fields?: Record<string, string> },
): string {
  const label = say("사람 찾기 · Find a person");
  return `<form class="search" method="get" action="${path}" role="search">${hidden({ ...fields, lang: language })}
    <input type="search" name="q" value="${escapeHtml(wanted)}" aria-label="${label}" placeholder="${say("이름, key, 전화… · name, key, phone…")}" maxlength="200">
    <button>${say("찾기 · Find")}</button></form>`;
}

function action(
  { stay }: View,
  name: string,
  text: string,
  fields: Record<string, string>,
): string {
  return `<form method="post" action="${stay("/")}">${hidden({ action: name, ...fields })}<button>${text}</button></form>`;
}

function hidden(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
}
