import { formHandler } from "@/app/form-handlers/form-handler";
import { abandonCurrentAttempt } from "@/lib/browser/attempt";

/** Not the person who has been verified: from the consents on, which are each person's own. */
export const { GET, POST } = formHandler(
  { action: "/signup/details/start-over", page: "/signup/details", shownBy: "page" },
  async () => {
    await abandonCurrentAttempt();
    return { next: "/signup" };
  },
);
