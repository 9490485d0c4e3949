import type { useFormatter } from "next-intl";

/** A moment to the second, such as 2026. 11. 27. 07:03:04: in Korean the style of its own leaves the hour's nought out. */
export function toTheSecond(format: Formatter, at: Date): string {
  const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return `${format.dateTime(at, { dateStyle: "medium" })} ${format.dateTime(at, time)}`;
}

type Formatter = Pick<ReturnType<typeof useFormatter>, "dateTime">;
