import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { latencyTexts } from "@/app/admin/charts/latency-texts";
import { RowChart } from "@/app/admin/charts/row-chart";
import { SeriesChart } from "@/app/admin/charts/series-chart";
import { Heading } from "@/app/components/heading";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { readFigures, stages } from "@/lib/admin/figures/figures";
import { requireAdministrator } from "@/lib/browser/access";
import { isCode } from "@/lib/codes";
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
  const codes = await getTranslations("codes");
  const latencyText = await latencyTexts();
  const named = (
    groups: { label: string; count: number | null }[],
    name: (label: string) => string,
  ) => groups.map(({ label, count }) => ({ label: name(label), count }));
  const told = (groups: { label: string; count: number | null }[]) =>
    groups.map(({ label, count }) =>
      isCode(label) ? { label: codes(`${label}.title`), code: label, count } : { label, count },
    );
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
      {/* Charts of about one height beside each other, with two or three in a row. */}
      <div className="grid gap-x-10 gap-y-12 md:grid-cols-2 xl:grid-cols-3">
        <RowChart title={t("funnelToday")} rows={funnel(figures.funnel.today)} />
        <RowChart title={t("funnelMonth")} rows={funnel(figures.funnel.month)} />
        <RowChart
          title={t("changesTitle")}
          rows={figures.changes.map(({ label, count }) => ({ label: change(label), count }))}
        />
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
          title={t("providers")}
          rows={named(providers.groups, (label) =>
            isKnownProvider(label) ? providerNames(label) : label,
          )}
          total={providers.total}
        />
        <RowChart
          title={latencyText.title(latency)}
          rows={named(latency.groups, latencyText.range)}
          total={latency.total}
        />
        <RowChart
          title={t("ageBands")}
          rows={named(ageBands.groups, (label) =>
            label === "0" ? t("under20") : label === "70" ? t("from70") : t("band", { age: label }),
          )}
          total={ageBands.total}
        />
        <div className="grid content-start gap-x-10 gap-y-12 md:col-span-2 md:grid-cols-2 xl:col-span-1 xl:grid-cols-1">
          <RowChart title={t("refusals")} rows={told(refusals.groups)} total={refusals.total} />
          <RowChart title={t("faults")} rows={told(faults)} />
        </div>
      </div>
      <p className="mt-12 text-sm text-muted">{t("fewExplained")}</p>
    </AdminShell>
  );
}
