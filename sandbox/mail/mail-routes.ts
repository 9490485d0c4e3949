import { z } from "zod";
import {
  html,
  json,
  readBody,
  redirectTo,
  type Answer,
  type Call,
  type Route,
} from "../portone/http";
import { viewOf } from "../portone/language";
import type { World } from "../portone/world/world";
import { mailPage } from "./mail-page";

/** The mails that were caught: over the control interface, and as a page. */
export function mailRoutes({ inbox }: World): Route[] {
  const clear = () => {
    inbox.clear();
    return json(200, {});
  };
  return [
    { method: "GET", pattern: /^\/_sandbox\/mail$/, handle: () => json(200, listed(inbox)) },
    { method: "DELETE", pattern: /^\/_sandbox\/mail$/, handle: clear },
    { method: "GET", pattern: /^\/mail$/, handle: (call) => html(mailPage(call, inbox)) },
    { method: "POST", pattern: /^\/mail$/, handle: (call) => change(call, inbox) },
  ];
}

function listed(inbox: World["inbox"]) {
  return inbox.newestFirst().map(({ messageId: _, ...mail }) => mail);
}

/** The page's button; pages of other sites may not use it. */
function change(call: Call, inbox: World["inbox"]): Answer {
  const from = call.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin") return json(403, { message: "Another site" });
  if (!actionSchema.safeParse(readBody(call)).success) {
    return json(400, { message: "Not understood" });
  }
  inbox.clear();
  return redirectTo(viewOf(call).stay("/mail"));
}

const actionSchema = z.object({ action: z.literal("clear") });
