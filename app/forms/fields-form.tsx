"use client";

import type { ReactNode } from "react";
import { CallToAction } from "../components/button";
import type { FormProblem } from "../form-handlers/form-answer";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { FormNotice } from "./form-notice";
import { Pending } from "./sending/pending";
import { ProblemSummary } from "./problem-summary";
import { SubmitButton } from "./submit-button";
import { useFormPost } from "./use-form-post";

/** A form of several fields: what is wrong with each, the fields, the button. */
export function FieldsForm({ action, shown, labels, text, fields, children }: FieldsFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  return (
    <form
      action={action}
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      <ProblemSummary
        title={text.problems}
        occasion={problem}
        problems={Object.entries(labels).map(([field, label]) => ({
          ...{ field, label },
          text: problem?.fields[field],
        }))}
      />
      <FormNotice problem={problem} />
      {fields(problem)}
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
        {children}
      </CallToAction>
    </form>
  );
}

type FieldsFormProps = {
  action: PostAddress | `${PostAddress}?${string}`;
  shown: FormProblem | null;
  /** By the field's name, in the order in which they stand. */
  labels: Readonly<Record<string, string>>;
  text: FieldsFormText;
  fields: (problem: FormProblem | null) => ReactNode;
  /** Below the button. */
  children?: ReactNode;
};
export type FieldsFormText = Record<"submit" | "problems" | "wait", string>;
