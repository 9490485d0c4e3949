/** So that a spreadsheet reads it as UTF-8. */
export const byteOrderMark = "\uFEFF";

/**
 * One line. Every cell is quoted, and one that a spreadsheet would take for a formula or a number begins with an
 * apostrophe: quoting alone stops neither. Half- and full-width signs count, behind spaces too.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => quoted(cell ?? "")).join(",")}\r\n`;
}

function quoted(cell: string): string {
  const isTaken = formula.test(cell) || number.test(cell);
  return `"${(isTaken ? `'${cell}` : cell).replaceAll('"', '""')}"`;
}

const formula = /^[\s\u200B\uFEFF]*[=+\-@\t\r\n＝＋－＠﹢﹣−|%]/u;
/** One whose zeros in front, or last digits, would be lost. */
const number = /^\s*(0\d+|\d{12,})\s*$/;
