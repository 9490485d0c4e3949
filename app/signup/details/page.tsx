import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Button } from "@/app/components/button";
import { Dialog } from "@/app/components/dialog";
import { Heading } from "@/app/components/heading";
import { newPasswordText } from "@/app/forms/new-password/new-password-text";
import { PersonName } from "@/app/fonts/person-name";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { noteAnswer } from "@/app/form-handlers/note-refusal";
import { PostForm } from "@/app/forms/post-form";
import { isConsentGiven } from "@/lib/guardians/guardian-consent";
import { readOwnName } from "@/lib/accounts/read-account";
import { context } from "@/lib/server/context";
import { currentSignUp } from "@/lib/browser/attempt";
import { pageOf } from "@/app/verification/page-of";
import { DetailsForm } from "./details-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("details");
  return { title: t("title"), robots: { index: false } };
}

export default async function DetailsPage() {
  const attempt = await currentSignUp();
  if (attempt === null) {
    await noteAnswer({ place: "/signup/details", code: "attempt_missing" });
    redirect("/signup?code=attempt_missing");
  }
  if (attempt.state === "expired") {
    await noteAnswer({ place: "/signup/details", code: "attempt_expired", attempt: attempt.id });
    redirect("/signup?code=attempt_expired");
  }
  const name = readOwnName(attempt, context());
  if (name === null) redirect(pageOf(attempt));
  if (attempt.guardianRequired && !(await isConsentGiven(attempt, context()))) {
    redirect("/signup/guardian");
  }
  const t = await getTranslations("details");
  const common = await getTranslations("common");
  return (
    <Shell>
      <Stepper current="details" />
      <Heading lead={t("lead")}>
        {t.rich("greeting", { name, who: (chunks) => <PersonName>{chunks}</PersonName> })}
      </Heading>
      <DetailsForm
        shown={await readFormProblem("/signup/details/submit")}
        brand={context().mailing.brand.name}
        text={{
          email: t("email"),
          didYouMean: t("didYouMean"),
          password: t("password"),
          ...(await newPasswordText()),
          submit: t("submit"),
          problems: t("problems"),
          wait: common("wait"),
        }}
      />
      <Dialog
        id="start-over"
        opener={t("startOver")}
        title={t("startOverTitle")}
        body={t("startOverBody")}
        keep={t("startOverNot")}
      >
        <PostForm action="/signup/details/start-over">
          <Button>{t("startOverYes")}</Button>
        </PostForm>
      </Dialog>
    </Shell>
  );
}
