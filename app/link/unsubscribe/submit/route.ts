import { formHandler } from "@/app/form-handlers/form-handler";
import { readUnsubscribeToken, unsubscribe } from "@/lib/advertising/unsubscribe";
import { context } from "@/lib/server/context";

/** The press. A token that is none leads back to the page, which says so. */
export const { GET, POST } = formHandler(
  { action: "/link/unsubscribe/submit", page: "/link/unsubscribe" },
  async (_fields, request) => {
    const rest = context();
    const read = readUnsubscribeToken(
      new URL(request.url).searchParams.get("token"),
      rest.sealKeys,
    );
    if (read === null) return { next: "/link/unsubscribe" };
    await unsubscribe(read, rest);
    return { next: `/link/unsubscribe/done?channel=${read.channel}` };
  },
);
