import { formHandler } from "@/app/form-handlers/form-handler";
import { currentRecovery } from "@/lib/browser/attempt";
import { hasPasskey } from "@/lib/browser/tickets";
import { log } from "@/lib/log";
import { beginWait } from "@/lib/recovery/recover-account";
import { context } from "@/lib/server/context";

/** Without the account's passkey: begins the wait of 24 hours. */
export const { GET, POST } = formHandler(
  { action: "/recover/password/wait", page: "/recover/password", shownBy: "page" },
  async () => {
    const attempt = await currentRecovery();
    if (attempt === null) return { next: "/recover?code=attempt_missing" };
    const outcome = await beginWait(attempt, {
      ...context(),
      hasPasskey: await hasPasskey(attempt),
    });
    if (outcome.kind === "declined") return { next: `/recover?code=${outcome.code}` };
    log("info", "recovery_waits", { attempt: attempt.id });
    return { next: "/recover/password" };
  },
);
