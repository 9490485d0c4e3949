import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RowChart } from "@/app/admin/charts/row-chart";
import { SeriesChart } from "@/app/admin/charts/series-chart";
import { Heading } from "@/app/components/heading";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { readFigures, stages, withinMilliseconds } from "@/lib/admin/figures/figures";
import { requireAdministrator } from "@/lib/browser/access";
import { isKnownProvider } from "@/lib/identity/providers";
import { context } from "@/lib/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("figures");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** Numbers only, of nobody in particular. */
export default async function FiguresPage() {
  const by = await requireAdministrator("viewer", "door");
  const { readings, now } = context();
  const figures = await readFigures(readings, now);
  const t = await getTranslations("figures");
  const stage = await getTranslations("figures.stages");
  const change = await getTranslations("figures.changes");
  const providerNames = await getTranslations("people.providers");
  const format = await getFormatter();
  const within = (share: number) => {
    const found = withinMilliseconds(figures.latency, share);
    return found === null ? t("longer") : t("within", { count: found });
  };
  const named = (
    groups: { label: string; count: number | null }[],
    name: (label: string) => string,
  ) => groups.map(({ label, count }) => ({ label: name(label), count }));
  const funnel = (counts: readonly (number | null)[]) =>
    stages.map((each, at) => ({ label: stage(each), count: counts[at] ?? null }));
  const day = (label: string) =>
    format.dateTime(new Date(label), { month: "numeric", day: "numeric", timeZone: "UTC" });
  const { joinedByDay, joinedByHour, refusals, faults, providers, ageBands, latency } = figures;
  return (
    <AdminShell by={by} here="figures">
      <Heading
        lead={
          figures.updatedAt === null
            ? t("leadEmpty")
            : t("lead", {
                at: format.dateTime(figures.updatedAt, { timeStyle: "short", hourCycle: "h23" }),
              })
        }
      >
        {t("title")}
      </Heading>
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-2">
        <RowChart title={t("funnelToday")} rows={funnel(figures.funnel.today)} />
        <RowChart title={t("funnelMonth")} rows={funnel(figures.funnel.month)} />
        <SeriesChart
          title={t("joinedByDay")}
          rows={named(joinedByDay.groups, day)}
          total={joinedByDay.total}
          ticks={7}
        />
        <SeriesChart
          title={t("joinedByHour")}
          rows={named(joinedByHour.groups, (label) => t("hour", { hour: label }))}
          total={joinedByHour.total}
          ticks={6}
        />
        <RowChart
          title={t("refusals")}
          rows={named(refusals.groups, (label) => label)}
          total={refusals.total}
        />
        <div className="grid content-start gap-12">
          <RowChart title={t("faults")} rows={faults} />
          <RowChart
            title={
              latency.some(({ count }) => count !== 0)
                ? t("latency", { half: within(0.5), most: within(0.95) })
                : t("latencyNone")
            }
            rows={named(latency, (label) =>
              label === "more" ? t("longer") : t("within", { count: Number(label) }),
            )}
          />
        </div>
        <RowChart
          title={t("providers")}
          rows={named(providers.groups, (label) =>
            isKnownProvider(label) ? providerNames(label) : label,
          )}
          total={providers.total}
        />
        <RowChart
          title={t("ageBands")}
          rows={named(ageBands.groups, (label) =>
            label === "0" ? t("under20") : label === "70" ? t("from70") : t("band", { age: label }),
          )}
          total={ageBands.total}
        />
        <RowChart
          title={t("changesTitle")}
          rows={figures.changes.map(({ label, count }) => ({ label: change(label), count }))}
        />
      </div>
      <p className="mt-12 text-sm text-muted">{t("fewExplained")}</p>
    </AdminShell>
  );
}
