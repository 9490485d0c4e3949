import { getTranslations } from "next-intl/server";
import { bodyUnder, codeMessage } from "@/app/forms/code-message";
import { readRefusal } from "@/lib/browser/refusal";
import type { Code } from "@/lib/codes";
import { Notice } from "../components/notice";
import { RequestId } from "./sending/request-id";

/** Why, and what next; with the id of the request that was refused, if it was a moment ago. */
export async function CodeNotice({ code }: { code: Code }) {
  const { tone, title, body } = codeMessage(await getTranslations("codes"), code);
  return (
    <Notice tone={tone} title={title}>
      {bodyUnder(title, body)}
      <RequestId id={await readRefusal(code)} />
    </Notice>
  );
}
