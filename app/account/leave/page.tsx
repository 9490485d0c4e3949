import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { Points } from "@/app/components/points";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { context } from "@/lib/server/context";
import { requireAccount } from "@/lib/browser/access";
import { isFresh } from "@/lib/logins/member-logins";
import { FormOwner } from "../parts/form-owner";
import { LeaveForm } from "./leave-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("leave");
  return { title: t("title"), robots: { index: false } };
}

export default async function LeavePage() {
  const login = await requireAccount("any", "/account/leave");
  const t = await getTranslations();
  const format = await getFormatter();
  const { now, rejoinCooldownDays } = context();
  const rejoinFrom = startOfSeoulDay(seoulDateAfter(now, rejoinCooldownDays));
  const date = format.dateTime(rejoinFrom, { dateStyle: "long" });
  return (
    <Shell>
      <Heading lead={t("leave.lead")}>{t("leave.title")}</Heading>
      <Points
        points={[
          t("leave.pointErased"),
          ...(rejoinCooldownDays > 0
            ? [t("leave.pointRejoin", { date }), t("leave.pointKept")]
            : [t("leave.pointAnyTime")]),
        ]}
      />
      <LeaveForm
        owner={<FormOwner id={login.id} />}
        shown={await readFormProblem("/account/leave/submit")}
        isFresh={isFresh(login, now)}
        stepUp={await stepUpText()}
        text={{
          submit: t("leave.submit"),
          problems: t("details.problems"),
          wait: t("common.wait"),
        }}
      >
        <ButtonLink look="quiet" href="/account">
          {t("leave.keep")}
        </ButtonLink>
      </LeaveForm>
    </Shell>
  );
}
