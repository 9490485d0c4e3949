import { getTranslations } from "next-intl/server";
import { withinMilliseconds, type Figures } from "@/lib/admin/figures/figures";
import { latencyBounds } from "@/lib/admin/figures/roll-up";

/** How PortOne's times are called: the times within which most answers came, and the range of each count. */
export async function latencyTexts() {
  const t = await getTranslations("figures");
  const ranges = await getTranslations("figures.ranges");
  const longer = t("longer", { seconds: Math.max(...latencyBounds) / 1_000 });
  const within = (bound: ReturnType<typeof withinMilliseconds>) => {
    if (bound === null) return t("few");
    return bound === "more" ? longer : t("within", { count: bound });
  };
  return {
    title: (latency: Figures["latency"]) => {
      const [half, most] = [withinMilliseconds(latency, 0.5), withinMilliseconds(latency, 0.95)];
      if (half === null && most === null) return t("latencyPlain");
      return t("latency", { half: within(half), most: within(most) });
    },
    /** Each count begins where the one before it ends. */
    range: (label: string) => {
      const at = latencyBounds.findIndex((bound) => `${bound}` === label);
      const [from, to] = [latencyBounds[at - 1], latencyBounds[at]];
      if (to === undefined) return longer;
      if (from === undefined) return ranges("upTo", { to });
      return to < 1_000
        ? ranges("milliseconds", { from, to })
        : ranges("seconds", { from: from / 1_000, to: to / 1_000 });
    },
  };
}
