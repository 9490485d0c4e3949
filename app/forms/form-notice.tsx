import { Notice } from "@/app/components/notice";
import { bodyUnder } from "./code-message";
import { RequestId } from "./sending/request-id";
import type { FormProblem } from "../form-handlers/form-answer";

/** A problem that belongs to no field, or how the sending goes. */
export function FormNotice({ problem }: { problem: FormProblem | null }) {
  if (problem === null || Object.keys(problem.fields).length > 0) return null;
  const { title, message, request } = problem;
  return title === "" ? (
    <Notice tone="warn">{message}</Notice>
  ) : (
    <Notice tone="bad" title={title}>
      {bodyUnder(title, message)}
      <RequestId id={request} />
    </Notice>
  );
}
