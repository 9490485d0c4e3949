import { escapeHtml } from "./http";
import { providers } from "./provider";
import type { World } from "./world";

const shown = 20;

export function castTable({ people }: World): string {
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

export function verificationTable({ records }: World): string {
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

export function callTable({ log }: World): string {
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

function table(heads: string[], rows: string[]): string {
  if (rows.length === 0) return `<p class="empty">아직 없어요 · none yet</p>`;
  const head = heads.map((text) => `<th>${text}</th>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** Cells are HTML already. */
function row(cells: string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}
