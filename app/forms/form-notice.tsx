import { Notice, RequestId } from "@/app/components/notice";
import type { FormProblem } from "../form-handlers/form-answer";

/** A problem that belongs to no field. */
export function FormNotice({ problem, isUnanswered = false, unanswered }: FormNoticeProps) {
  if (isUnanswered) return <Notice tone="warn">{unanswered}</Notice>;
  if (problem === null || Object.keys(problem.fields).length > 0) return null;
  return (
    <Notice tone="bad" title={problem.title}>
      {problem.message}
      <RequestId id={problem.request} />
    </Notice>
  );
}

type FormNoticeProps = {
  problem: FormProblem | null;
  isUnanswered?: boolean;
  /** Shown if no answer came: the typed values are still there. */
  unanswered?: string;
};
