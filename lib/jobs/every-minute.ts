import { remindOfAdvertising } from "@/lib/advertising/remind";
import { tellOfJoiningChoices } from "@/lib/advertising/tell-joining";
import type { ConfirmContext } from "@/lib/verification/confirm-identity";
import { indexForSearch } from "@/lib/accounts/index-for-search";
import { remindOfReverification } from "@/lib/accounts/remind-reverification";
import { resolveLostAnswers } from "@/lib/verification/lost-answers";
import { rollUp } from "@/lib/admin/figures/roll-up";
import type { PruneContext } from "@/lib/audit/prune-events";
import { sealEvents } from "@/lib/audit/seal-events";
import { checkDatabaseClock } from "@/lib/clocks/database-clock";
import { destructions } from "@/lib/jobs/destructions";
import { aloneAt } from "@/lib/jobs/job-lease";
import type { Job } from "@/lib/jobs/run-jobs";
import { log } from "@/lib/log";
import { sendMails, type SendContext } from "@/lib/mail/send-mails";

/** Run every minute. Destruction comes first; PortOne and the mail server come last, since they may be slow or fail. */
export function jobsOfEachMinute(context: JobContext, clock: () => Date): Job[] {
  const { db, statements, now } = context;
  return [
    ...destructions(now, context).map(({ name, run }) => ({
      name,
      run: async () => {
        const count = await aloneAt(name, context, () => run(db));
        if (name === "expire_attempts") tell("attempts_expired", count ?? 0);
      },
    })),
    {
      name: "remind_of_reverification",
      run: async () => tell("reverification_reminded", await remindOfReverification(context)),
    },
    {
      name: "tell_of_joining_choices",
      run: async () => tell("advertising_told", await tellOfJoiningChoices(context)),
    },
    {
      name: "remind_of_advertising",
      run: async () => tell("advertising_reminded", await remindOfAdvertising(context)),
    },
    {
      name: "seal_audit",
      run: async () => {
        await sealEvents(context);
      },
    },
    {
      name: "index_for_search",
      run: async () => tell("search_indexed", await indexForSearch(context)),
    },
    { name: "roll_up_figures", run: () => rollUp(statements, now) },
    { name: "compare_clocks", run: () => checkDatabaseClock(statements, clock) },
    {
      name: "settle_lost_answers",
      run: async () => tell("lost_answers_settled", await resolveLostAnswers(context)),
    },
    { name: "send_mails", run: () => sendMails({ ...context, clock }) },
  ];
}

function tell(
  event:
    | "attempts_expired"
    | "lost_answers_settled"
    | "reverification_reminded"
    | "advertising_told"
    | "advertising_reminded"
    | "search_indexed",
  count: number,
): void {
  if (count > 0) log("info", event, { count });
}

/** `deliver`: hands a mail to the mail server. */
export type JobContext = ConfirmContext &
  Omit<SendContext, "clock"> &
  PruneContext &
  Parameters<typeof remindOfReverification>[0];
