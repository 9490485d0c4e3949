import { formHandler } from "@/app/form-handlers/form-handler";
import { abandonSignUps } from "@/lib/browser/attempt";

/** "That is not me": starts again from the consents, which each person gives for themselves. */
export const { GET, POST } = formHandler(
  { action: "/signup/details/start-over", page: "/signup/details", shownBy: "page" },
  async () => {
    await abandonSignUps();
    return { next: "/signup" };
  },
);
