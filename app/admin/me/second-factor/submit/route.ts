import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { setUpCookie } from "@/lib/browser/cookie";
import { newCodeField } from "../new-code-field";
import { refundHere, spendHere } from "@/lib/browser/limit";
import { setSecondFactor } from "@/lib/logins/second-factor";
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
    const subjects = { account: by.id };
    const retryAfter = await spendHere("administratorCode", subjects);
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    const factor = { ...kept, typed: fields[newCodeField] ?? "" };
    if (!(await setSecondFactor(by.login, factor, context()))) {
      return { code: "wrong_code", fields: { [newCodeField]: "wrong_code" } };
    }
    await refundHere("administratorCode", subjects);
    await setUpCookie.clear();
    return { next: "/admin/me" };
  },
);
