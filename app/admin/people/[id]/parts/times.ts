import { getFormatter } from "next-intl/server";

/** Times as they are shown to administrators. */
export async function timesHere() {
  const format = await getFormatter();
  return {
    moment: (at: Date) =>
      whole(format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" })),
    date: (at: Date) => whole(format.dateTime(at, { dateStyle: "medium" })),
  };
}

/** No line ends within a date. */
const whole = (text: string) => text.replaceAll(" ", "\u00a0");
