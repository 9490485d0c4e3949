import { json, type Answer, type Call, type Route } from "../http";
import { refused } from "./error";
import { isOfStore } from "../world/records";
import { listRecords } from "./list";
import { identityVerificationOf } from "./record";
import { sendRoutes } from "./send";
import type { World } from "../world/world";

/** V2 REST: errors are {type, message}, always JSON. */
export function v2Routes(world: World): Route[] {
  const { records, logins } = world;
  const authorised = (handle: (call: Call) => Answer) => (call: Call) =>
    logins.accepts(call) ? handle(call) : refused(401, "UNAUTHORIZED");
  const routes: Route[] = [
    {
      method: "GET",
      pattern: /^\/identity-verifications$/,
      handle: (call) => listRecords(call, world),
    },
    {
      method: "GET",
      pattern: /^\/identity-verifications\/(?<id>[^/]+)$/,
      handle: ({ params, query }) => {
        const record = records.ofV2(params["id"] ?? "");
        // 404 before the SDK's preparation is an assumption. Ids of other stores are unknown.
        return record === null || !isOfStore(record, query.get("storeId"))
          ? refused(404, "IDENTITY_VERIFICATION_NOT_FOUND")
          : json(200, identityVerificationOf(record));
      },
    },
    ...sendRoutes(world),
  ];
  return [
    { method: "POST", pattern: /^\/login\/api-secret$/, handle: (call) => logins.logIn(call) },
    { method: "POST", pattern: /^\/token\/refresh$/, handle: (call) => logins.refresh(call) },
    ...routes.map((route) => ({ ...route, handle: authorised(route.handle) })),
  ];
}
