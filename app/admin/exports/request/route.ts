import { getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { mostRows, requestExport } from "@/lib/exports/requests";
import { exportColumns, exportKinds } from "@/lib/exports/rows";
import { readDay, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { context } from "@/lib/server/context";

const page = "/admin/exports";
const columnFields = exportKinds.flatMap((kind) =>
  exportColumns[kind].map((column) => `column_${column}`),
);

export const { GET, POST } = administratorHandler(
  {
    action: "/admin/exports/request",
    page,
    needs: "owner",
    sensitive: true,
    keep: ["purpose", "from", "until", "ceiling", "unmasked", ...columnFields],
  },
  async (fields, by) => {
    const kind = exportKinds.find((each) => each === fields["kind"]);
    if (kind === undefined) return { code: "invalid_request" };
    const t = await getTranslations("exports");
    const columns = exportColumns[kind].filter((column) => fields[`column_${column}`] === "on");
    const purpose = (fields["purpose"] ?? "").trim().slice(0, 500);
    const [from = "", until = ""] = [fields["from"], fields["until"]];
    const ceiling = Number(fields["ceiling"]);
    const [first, last] = [readDay(from), readDay(until)];
    const isRange =
      (from === "" || first !== null) &&
      (until === "" || last !== null) &&
      (first === null || last === null || first.until(last).days >= 0);
    const isCeiling = Number.isInteger(ceiling) && ceiling >= 1 && ceiling <= mostRows;
    if (columns.length === 0 || purpose === "" || !isRange || !isCeiling) {
      return {
        code: "invalid_request",
        fields: {
          ...(columns.length > 0 ? {} : { columns: { text: t("chooseColumns") } }),
          ...(purpose === "" ? { purpose: { text: t("sayPurpose") } } : {}),
          ...(isRange ? {} : { from: { text: t("badRange") } }),
          ...(isCeiling ? {} : { ceiling: { text: t("badCeiling", { most: mostRows }) } }),
        },
      };
    }
    const { db, now } = context();
    const wanted = {
      ...{ kind, columns, purpose, ceiling, isMasked: fields["unmasked"] !== "on" },
      from: first && startOfSeoulDay(first),
      until: last && startOfSeoulDay(last.add({ days: 1 })),
    };
    await requestExport(db, by, wanted, now);
    return { next: `${page}?kind=${kind}#list` };
  },
);
