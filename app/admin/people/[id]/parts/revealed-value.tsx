import { getTranslations } from "next-intl/server";
import { readRevealed } from "@/app/form-handlers/revealed";

/** The value that was asked for, for a minute: its answer then leads to the masked page by itself. */
export async function RevealedValue({ id }: { id: string }) {
  const revealed = await readRevealed();
  if (revealed === null) return null;
  const t = await getTranslations("person");
  const fields = await getTranslations("person.fields");
  const masked = `/admin/people/${id}`;
  return (
    <div role="status" className="mb-6 rounded-2xl bg-warn-soft p-5">
      <p className="text-warn">{fields(revealed.field)}</p>
      <p className="text-2xl font-bold wrap-anywhere" data-revealed={revealed.field}>
        {revealed.value}
      </p>
      <p className="mt-2 text-sm">
        {t("revealedHint")}{" "}
        {/* Loaded anew: Next's own link would keep this page for going back. */}
        <a href={masked} className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t("hide")}
        </a>
      </p>
    </div>
  );
}
