import { headers } from "next/headers";
import { z } from "zod";
import { formProblemHeader } from "@/lib/requests/request-headers";
import type { FormProblem } from "./form-answer";

/** The problem of the form with this action while its page is shown again; null otherwise. */
export async function readFormProblem(action: string): Promise<FormProblem | null> {
  const problem = await readProblem();
  return problem?.shownBy === "form" && problem.action === action ? problem : null;
}

/** The problem of a form that does not show its own. */
export async function readPageProblem(): Promise<FormProblem | null> {
  const problem = await readProblem();
  return problem?.shownBy === "page" ? problem : null;
}

async function readProblem(): Promise<ShownProblem | null> {
  const written = (await headers()).get(formProblemHeader);
  if (written === null) return null;
  return problemSchema.parse(JSON.parse(Buffer.from(written, "base64url").toString("utf8")));
}

/** For a header of an internal request; the same header from outside is removed. */
export function writeFormProblem(problem: ShownProblem): string {
  return Buffer.from(JSON.stringify(problem)).toString("base64url");
}

const texts = z.record(z.string(), z.string());
const problemSchema = z.object({
  action: z.string(),
  shownBy: z.enum(["form", "page"]),
  code: z.string(),
  title: z.string(),
  message: z.string(),
  fields: texts,
  values: texts,
  request: z.string().exactOptional(),
});

export type ShownProblem = FormProblem & { action: string; shownBy: "form" | "page" };
