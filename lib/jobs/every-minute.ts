import { expireAttempts, forgetAttempts } from "@/lib/verification/attempts";
import type { ConfirmContext } from "@/lib/verification/confirm-identity";
import { forgetDepartures } from "@/lib/accounts/leave";
import { remindOfReverification } from "@/lib/accounts/remind-reverification";
import { administrators } from "@/lib/logins/administrators";
import { forgetLogins } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import { resolveLostAnswers } from "@/lib/verification/lost-answers";
import { checkDatabaseClock } from "@/lib/clocks/database-clock";
import type { Job } from "@/lib/jobs/run-jobs";
import { forgetLimits } from "@/lib/limits/spend";
import { log } from "@/lib/log";
import { forgetMails } from "@/lib/mail/forget-mails";
import { forgetLinks } from "@/lib/mail/links";
import { sendMails, type SendContext } from "@/lib/mail/send-mails";

/** Run every minute. PortOne and the mail server come last, since they may be slow or fail. */
export function jobsOfEachMinute(context: JobContext, clock: () => Date): Job[] {
  const { db, now } = context;
  return [
    {
      name: "expire_attempts",
      run: async () => tell("attempts_expired", await expireAttempts(db, now)),
    },
    { name: "forget_attempts", run: () => forgetAttempts(db, now) },
    { name: "forget_departures", run: () => forgetDepartures(db, now) },
    { name: "forget_logins", run: async () => void (await forgetLogins(members, db, now)) },
    {
      name: "forget_administrator_logins",
      run: async () => void (await forgetLogins(administrators, db, now)),
    },
    { name: "forget_limits", run: () => forgetLimits(db, now) },
    { name: "forget_links", run: async () => void (await forgetLinks(db, now)) },
    { name: "forget_mails", run: async () => void (await forgetMails(db, now)) },
    {
      name: "remind_of_reverification",
      run: async () => tell("reverification_reminded", await remindOfReverification(context)),
    },
    { name: "compare_clocks", run: () => checkDatabaseClock(db, clock) },
    {
      name: "settle_lost_answers",
      run: async () => tell("lost_answers_settled", await resolveLostAnswers(context)),
    },
    { name: "send_mails", run: () => sendMails({ ...context, clock }) },
  ];
}

function tell(
  event: "attempts_expired" | "lost_answers_settled" | "reverification_reminded",
  count: number,
): void {
  if (count > 0) log("info", event, { count });
}

/** `deliver`: hands a mail to the mail server. */
export type JobContext = ConfirmContext &
  Omit<SendContext, "clock"> &
  Parameters<typeof remindOfReverification>[0];
