import type { ReactNode } from "react";
import { getTranslations } from "next-intl/server";
import { CallToAction, type Look } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Points } from "@/app/components/points";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import type { PublicAddress } from "@/lib/requests/post-addresses";

/**
 * The page of a link in a mail: says what will happen, and asks. Mail programs and scanners open links
 * too, so nothing happens before a person presses.
 */
export async function LinkQuestion({
  action,
  token,
  title,
  lead,
  points = [],
  submit,
  look = "primary",
  children,
}: LinkQuestionProps) {
  const common = await getTranslations("common");
  return (
    <Shell>
      <FormNotice problem={await readFormProblem(action)} />
      <Heading lead={lead}>{title}</Heading>
      {points.length > 0 && <Points points={points} />}
      <PostForm action={`${action}?token=${token}`} className="flex grow flex-col sm:grow-0">
        <CallToAction>
          <SubmitButton look={look} wait={common("wait")}>
            {submit}
          </SubmitButton>
          {children}
        </CallToAction>
      </PostForm>
    </Shell>
  );
}

type LinkQuestionProps = {
  action: PublicAddress;
  token: string;
  title: string;
  lead: ReactNode;
  /** What else happens. */
  points?: readonly string[];
  submit: string;
  look?: Exclude<Look, "quiet">;
  /** Below the button. */
  children?: ReactNode;
};
