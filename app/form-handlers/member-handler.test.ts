import { beforeEach, expect, it, vi } from "vitest";
import { formOwnerField, formOwnerMark } from "@/lib/own-account/form-owner";
import type * as StepUp from "@/lib/browser/step-up";
import { codes } from "@/lib/codes";
import { memberHandler } from "./member-handler";
import { stepUpHandler } from "./step-up-handler";

const appUrl = "http://localhost:3000";
const here = vi.hoisted((): { login: { id: string } | null; duty: string | null } => ({
  login: null,
  duty: null,
}));
vi.mock("@/lib/config", () => ({ config: () => ({ appUrl: "http://localhost:3000" }) }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));
vi.mock("./note-refusal", () => ({ noteAnswer: async () => null }));
vi.mock("@/lib/browser/access", () => ({
  memberAccess: { current: async () => here.login },
  firstDuty: () => here.duty,
}));
vi.mock("@/lib/browser/step-up", async (original) => ({
  ...(await original<typeof StepUp>()),
  proveAgain: async (login: object) => ({ kind: "fresh", login }),
}));

const place = { action: "/account/leave/submit", page: "/account/leave" } as const;
const acts: string[] = [];
const act = async (_fields: object, { id }: { id: string }) => {
  acts.push(id);
  return { next: "/account/left" };
};
const send = async (POST: (request: Request) => Promise<Response>, fields = {}) => {
  const answer = await POST(
    new Request(`${appUrl}${place.action}`, {
      method: "POST",
      headers: { origin: appUrl, accept: "application/json" },
      body: new URLSearchParams(fields),
    }),
  );
  const { next, code }: { next?: string; code?: string } = await answer.json();
  return [answer.status, next ?? code];
};
const ofPageOf = (id: string) => ({ [formOwnerField]: formOwnerMark(id) });

beforeEach(() => {
  acts.length = 0;
  here.login = { id: "b" };
  here.duty = null;
});

it.each([memberHandler(place, act), stepUpHandler(place, act)])(
  "a form of another member's page does nothing, whatever is due",
  async ({ POST }) => {
    for (const duty of [null, "/account/verify"]) {
      here.duty = duty;
      const refused = [codes.form_of_another.status, "form_of_another"];
      expect(await send(POST, ofPageOf("a"))).toEqual(refused);
      expect(await send(POST, { [formOwnerField]: "" })).toEqual(refused);
    }
    expect(acts).toEqual([]);
  },
);

it("the member's own form is heard, and so is one of an older server, without a mark", async () => {
  const { POST } = memberHandler(place, act);
  expect(await send(POST, ofPageOf("b"))).toEqual([200, "/account/left"]);
  expect(await send(POST)).toEqual([200, "/account/left"]);
  expect(acts).toEqual(["b", "b"]);
});

it("nobody's is led to the login, and whoever has a duty to it, unless this goes before", async () => {
  here.duty = "/account/verify";
  expect(await send(memberHandler(place, act).POST)).toEqual([200, "/account/verify"]);
  expect(acts).toEqual([]);
  await send(memberHandler({ ...place, evenIfDue: true }, act).POST);
  expect(acts).toEqual(["b"]);
  here.login = null;
  const toLogin = [200, "/login?next=%2Faccount%2Fleave"];
  expect(await send(memberHandler(place, act).POST, ofPageOf("b"))).toEqual(toLogin);
});

it("the mark tells nothing of the account, and is short", () => {
  expect(formOwnerMark("a")).toMatch(/^[\w-]{16}$/);
  expect(formOwnerMark("a")).not.toBe(formOwnerMark("b"));
});
