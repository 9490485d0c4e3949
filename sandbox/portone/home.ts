import type { ControlWorld } from "./control";
import { escapeHtml, html, type Route } from "./http";
import { page } from "./page";

const shown = 20;

/** `GET /`: the cast, the recent verifications, the switches. */
export function homeRoutes({ people, records, clock, switches }: ControlWorld): Route[] {
  return [
    {
      method: "GET",
      pattern: /^\/$/,
      handle: () => {
        const cast = people
          .all()
          .map(({ name, birthday, phone, key, note }) =>
            row([name, birthday, phone ?? "–", note, key]),
          );
        const recent = records
          .recent()
          .slice(0, shown)
          .map((record) =>
            row([
              record.generation,
              record.generation === "v1" ? record.impUid : record.id,
              record.status,
              record.person?.name ?? "–",
              record.provider,
              record.requestedAt.toISOString(),
            ]),
          );
        const state = Object.entries(switches).map(([name, on]) => row([name, on ? "on" : "off"]));
        return html(
          page(
            "샌드박스",
            `<h1>로컬 PortOne</h1><p>시각 · now: <code>${clock.now().toISOString()}</code></p>
            <h2>등장인물 · the cast</h2>${table(["이름", "생년월일", "전화", "설명", "key"], cast)}
            <h2>최근 인증 · recent verifications</h2>${table(["", "id", "상태", "이름", "제공자", "시각"], recent)}
            <h2>스위치 · switches</h2>${table(["이름", ""], state)}
            <p>바꾸기 · change: <code>POST /_sandbox/switches {"impSuccess": true}</code></p>`,
            { wide: true },
          ),
        );
      },
    },
  ];
}

function table(heads: string[], rows: string[]): string {
  if (rows.length === 0) return `<p class="empty">아직 없어요 · none yet</p>`;
  const head = heads.map((text) => `<th>${escapeHtml(text)}</th>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function row(cells: string[]): string {
  return `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join("")}</tr>`;
}
