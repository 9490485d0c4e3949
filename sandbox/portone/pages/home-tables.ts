import { seoulTime } from "../world/clock";
import { escapeHtml } from "../http";
import type { View } from "../language";
import { searchPeople, verificationsOf } from "../world/people-search";
import { providers } from "../world/provider";
import type { World } from "../world/world";

const shown = 20;
const shownPeople = 200;

export function castTable({ people, records }: World, { say }: View, wanted: string): string {
  const found = searchPeople(people.all(), wanted);
  const verifications = verificationsOf(records);
  const rows = found.slice(0, shownPeople).map((person) => {
    const { key, name, birthday, phone, note } = person;
    const { count, last } = verifications(person);
    const mark =
      last === null
        ? `<span class="never">${say("없음 · never")}</span>`
        : `<span class="verified">${say(`${count}번 · ${count}×`)}</span> <small>${timeOf(last)}</small>`;
    const cells = [
      `<code>${escapeHtml(key)}</code>`,
      `<b>${escapeHtml(name)}</b>`,
      whole(birthday),
    ];
    const others = [escapeHtml(phone ?? "–"), escapeHtml(say(note) || "–"), mark];
    return {
      attributes: ` data-person="${escapeHtml(key)}" data-verified="${count}"`,
      cells: [...cells, ...others],
    };
  });
  const heads = [
    "key",
    "이름 · name",
    "생년월일 · birthday",
    "전화 · phone",
    "설명 · note",
    "여기서 인증 (서울) · verified here (Seoul)",
  ];
  const more = found.length - shownPeople;
  const rest = say(`${more}명 더 있어요. 찾아서 보세요. · ${more} more. Search to see them.`);
  return table(heads.map(say), rows, say) + (more > 0 ? `<p class="empty">${rest}</p>` : "");
}

export function verificationTable({ records }: World, { say }: View): string {
  const rows = records
    .newestFirst()
    .slice(0, shown)
    .map((record) => {
      const id = record.generation === "v1" ? record.impUid : record.id;
      return {
        cells: [
          record.generation.toUpperCase(),
          `<code>${escapeHtml(id)}</code>`,
          `<span class="${record.status}">${record.status}</span>`,
          escapeHtml(record.person?.name ?? "–"),
          providers[record.provider].v1,
          timeOf(record.requestedAt),
        ],
      };
    });
  const heads = ["세대 · API", "id", "상태 · status", "이름 · name", "제공자 · provider", time];
  return table(heads.map(say), rows, say);
}

export function callTable({ log }: World, { say }: View): string {
  const isOurs = (path: string) =>
    path === "/" || path === "/font.woff2" || path === "/favicon.ico";
  const rows = log
    .newestFirst()
    .filter(({ path }) => !isOurs(path))
    .slice(0, shown)
    .map(({ method, path, status, at }) => ({
      cells: [
        escapeHtml(method),
        `<code>${escapeHtml(path)}</code>`,
        String(status ?? "–"),
        timeOf(new Date(at)),
      ],
    }));
  const heads = ["메서드 · method", "주소 · path", "상태 · status", time];
  return table(heads.map(say), rows, say);
}

/** All times are in Seoul, as in PortOne's console. */
const time = "시각 (서울) · time (Seoul)";

function timeOf(at: Date): string {
  return whole(seoulTime(at).replace("T", " "));
}

/** Without line breaks inside a date. */
function whole(text: string): string {
  return `<span class="whole">${text}</span>`;
}

/**
 * Cells are HTML. Narrow screens hide the head, so each cell names its column, and roles keep it a
 * table for screen readers.
 */
function table(heads: string[], rows: Row[], say: View["say"]): string {
  if (rows.length === 0) return `<p class="empty">${say("아직 없어요 · none")}</p>`;
  const head = heads.map((text) => `<th scope="col" role="columnheader">${text}</th>`).join("");
  const body = rows.map(({ cells, attributes = "" }) => {
    const told = cells.map(
      (cell, at) => `<td data-label="${heads[at] ?? ""}" role="cell">${cell}</td>`,
    );
    return `<tr${attributes} role="row">${told.join("")}</tr>`;
  });
  return `<div class="scroll"><table role="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body.join("")}</tbody></table></div>`;
}

type Row = { cells: string[]; attributes?: string };
