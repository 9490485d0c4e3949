import { seoulTime, type Clock } from "./clock";
import { switchNameSchema, switchNotes, type Switches } from "./switches";

/** The sandbox's time, in Seoul, and the buttons that move it by days. */
export function clockSection(clock: Clock, pendingFaults: number): string {
  const moved = clock.isMoved ? "옮겨진 시계 · moved" : "이 컴퓨터의 시계 · as the machine";
  const step = (days: number, text: string) => action("clock", text, { days: String(days) });
  const faults =
    pendingFaults === 0
      ? `<p class="empty">대기 중인 장애 없음 · no faults pending</p>`
      : `<p class="empty">대기 중인 장애 ${pendingFaults}개 · faults pending</p>${action("faults-clear", "장애 지우기 · clear")}`;
  return `<section><h2>시계 <small>clock</small></h2>
    <p><code>${seoulTime(clock.now()).replace("T", " ")}</code> <small style="display:inline">서울 · ${moved}</small></p>
    <div class="inline">${step(-1, "−1일")}${step(1, "+1일")}${step(30, "+30일")}${step(365, "+365일")}${action("clock-reset", "되돌리기 · reset")}</div>
    ${faults}<div class="inline">${action("reset", "모두 처음으로 · reset everything")}</div></section>`;
}

/** What is only observed, or not known, of the real PortOne. */
export function switchSection(switches: Switches): string {
  const rows = switchNameSchema.options.map((name) => {
    const on = switches[name];
    const button = `<button aria-pressed="${String(on)}" aria-label="${name}">${on ? "on" : "off"}</button>`;
    const fields = hidden({ action: "switch", name, on: String(!on) });
    return `<form class="row" method="post" action="/"><span><code>${name}</code><small>${switchNotes[name]}</small></span>${fields}${button}</form>`;
  });
  return `<section><h2>스위치 <small>switches</small></h2>
    <p class="faint">진짜 PortOne에서 관찰만 됐거나 알려지지 않은 동작이에요. · Behaviour that is only observed, or not known.</p>${rows.join("")}</section>`;
}

function action(name: string, text: string, fields: Record<string, string> = {}): string {
  return `<form method="post" action="/">${hidden({ action: name, ...fields })}<button>${text}</button></form>`;
}

function hidden(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
    .join("");
}
