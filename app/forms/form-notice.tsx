import { Notice } from "@/app/components/notice";
import type { FormProblem } from "../form-handlers/form-answer";

/** What a form heard that no field of it is to blame for. */
export function FormNotice({ problem, isUnanswered = false, unanswered }: FormNoticeProps) {
  if (isUnanswered) return <Notice tone="warn">{unanswered}</Notice>;
  if (problem === null || Object.keys(problem.fields).length > 0) return null;
  return (
    <Notice tone="bad" title={problem.title}>
      {problem.message}
    </Notice>
  );
}

type FormNoticeProps = {
  problem: FormProblem | null;
  isUnanswered?: boolean;
  /** Said where the answer did not come: what was typed is still there. */
  unanswered?: string;
};
