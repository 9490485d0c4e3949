import { getFormatter } from "next-intl/server";

/** Times as they are shown to administrators. */
export async function timesHere() {
  const format = await getFormatter();
  return {
    moment: (at: Date) =>
      format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }),
    date: (at: Date) => format.dateTime(at, { dateStyle: "medium" }),
  };
}
