"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { readFields } from "@/app/components/form-fields";
import { leave } from "@/lib/accounts/leave";
import type { Code } from "@/lib/codes";
import { isDatabaseDown } from "@/lib/db";
import { faultName, log } from "@/lib/log";
import { rules } from "@/lib/rules";
import { forgetMember, requireAccount } from "@/lib/sessions/access";
import { refundHere, spendHere } from "@/lib/sessions/limit";
import { ownForm } from "@/lib/sessions/same-origin";

export type LeaveState = { code?: Code };

export async function leaveForGood(_previous: LeaveState, form: FormData): Promise<LeaveState> {
  return ownForm(async () => {
    const password = z.string().max(1024).catch("").parse(readFields(form)["password"]);
    try {
      const { id } = await requireAccount();
      const subjects = { account: id };
      if ((await spendHere("leave", subjects)) !== null) return { code: "rate_limited" };
      const outcome = await leave(id, password, rules());
      if (outcome.kind === "wrong_password") return { code: "wrong_password" };
      await refundHere("leave", subjects);
      log("info", "account_left", { account: id });
      await forgetMember(outcome.rejoinFrom);
    } catch (error) {
      if (!isDatabaseDown(error)) throw error;
      log("error", "database_unavailable", { fault: faultName(error) });
      return { code: "database_unavailable" };
    }
    redirect("/account/left");
  });
}
