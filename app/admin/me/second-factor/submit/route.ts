import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { setUpCookie } from "@/lib/browser/cookie";
import { newCodeField } from "../new-code-field";
import { setUpHere } from "@/lib/browser/administrator-proof";
import { context } from "@/lib/server/context";

/** The app shows the right code: from now on it is asked for. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/second-factor/submit",
    page: "/admin/me/second-factor",
    needs: "viewer",
    at: "setUp",
    sensitive: true,
  },
  async (fields, by) => {
    const kept = await setUpCookie.read();
    if (kept === null || kept.administrator !== by.id) return { code: "set_up_over" };
    const factor = { ...kept, typed: fields[newCodeField] ?? "" };
    const outcome = await setUpHere(by.login, factor, context());
    if (outcome.kind === "refused") {
      if (outcome.code === "rate_limited") return outcome;
      return { code: "wrong_code", fields: { [newCodeField]: "wrong_code" } };
    }
    await setUpCookie.clear();
    return { next: "/admin/me" };
  },
);
