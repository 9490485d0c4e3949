import { getFormatter, getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { Notice } from "@/app/components/notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { ProofField } from "@/app/admin/parts/proof-field";
import { Area } from "@/app/admin/fields/area";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { longestFinding, type Reviews as FoundReviews } from "@/lib/audit/reviews";
import { seoulDate, seoulDayBefore } from "@/lib/identity/seoul-date";
import type { AdministratorLogin } from "@/lib/logins/administrators";
import { context } from "@/lib/server/context";

/** What was gone through and found, and the form that records the next one. */
export async function Reviews({ login, found }: ReviewsProps) {
  const { now } = context();
  const { reviews, from, dueAt, isOverdue } = found;
  const t = await getTranslations("auditLog");
  const common = await getTranslations("common");
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const problem = await readFormProblem("/admin/audit/review");
  const today = seoulDate(now).toString();
  const values = problem?.values ?? {};
  return (
    <section className="mt-12" id="reviews">
      <h2 className="mb-4 text-xl font-bold">{t("reviewTitle")}</h2>
      {isOverdue ? (
        <Notice tone="warn" title={t("reviewOverdue")}>
          {t("reviewOverdueBody", { date: day(dueAt) })}
        </Notice>
      ) : (
        <p className="mb-6 text-muted">{t("reviewDue", { date: day(dueAt) })}</p>
      )}
      <FormNotice problem={problem} />
      <AdminForm by={login} action="/admin/audit/review" className="max-w-2xl">
        <div className="grid gap-x-4 sm:grid-cols-2">
          <Field
            id="reviewFrom"
            type="date"
            label={t("reviewFrom")}
            required
            max={today}
            defaultValue={values["reviewFrom"] ?? seoulDate(from).toString()}
            problem={problem?.fields["reviewFrom"]}
          />
          <Field
            id="reviewTo"
            type="date"
            label={t("reviewTo")}
            required
            max={today}
            defaultValue={values["reviewTo"] ?? today}
          />
        </div>
        <Area
          id="findings"
          label={t("findings")}
          hint={t("findingsHint")}
          maxLength={longestFinding}
          defaultValue={values["findings"]}
          problem={problem?.fields["findings"]}
        />
        <Area
          id="followUp"
          label={t("followUp")}
          hint={t("followUpHint")}
          maxLength={longestFinding}
          defaultValue={values["followUp"]}
          problem={problem?.fields["followUp"]}
        />
        <ProofField login={login} problem={problem} now={now} />
        <SubmitButton wait={common("wait")}>{t("record")}</SubmitButton>
      </AdminForm>
      <h3 className="mt-10 mb-3 font-bold">{t("reviewsPast")}</h3>
      {reviews.length === 0 && <p className="text-muted">{t("reviewsNone")}</p>}
      <ul className="grid gap-3">
        {reviews.map((review) => (
          <li key={review.id} className="rounded-2xl bg-sunken p-5 text-[0.95rem]">
            <p className="font-bold">
              {day(review.from)} – {day(new Date(seoulDayBefore(review.to).toString()))}
            </p>
            <p className="text-sm text-muted">
              {t("reviewed", { reviewer: review.reviewer, count: review.events })} ·{" "}
              {day(review.at)}
            </p>
            <p className="mt-2 whitespace-pre-line">{review.findings}</p>
            <p className="mt-1 whitespace-pre-line text-muted">{review.followUp}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type ReviewsProps = { login: AdministratorLogin; found: FoundReviews };
