import { beforeEach, expect, it, vi } from "vitest";
import { codes } from "@/lib/codes";
import type { AdministratorLogin } from "@/lib/logins/administrators";
import { admit } from "@/lib/admin/admitted.fixture";
import { formOwnerField, formOwnerMark } from "@/lib/own-account/form-owner";
import { administratorHandler } from "./administrator-handler";

const appUrl = "http://localhost:3000";
const here = vi.hoisted((): { standing: object } => ({ standing: { kind: "nobody" } }));
vi.mock("@/lib/config", () => ({ config: () => ({ appUrl: "http://localhost:3000" }) }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));
vi.mock("./note-refusal", () => ({ noteAnswer: async () => null }));
vi.mock("@/lib/browser/access", () => ({ administratorHere: async () => here.standing }));
vi.mock("@/lib/server/context", () => ({ context: () => ({ now: new Date() }) }));

const place = { action: "/admin/audit/review", page: "/admin/audit", sensitive: true } as const;
const acts: string[] = [];
const { POST } = administratorHandler({ ...place, needs: "operator" }, async (_fields, by) => {
  acts.push(by.id);
  return { next: "/admin/audit" };
});
const send = async (fields: Record<string, string>) => {
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
const stand = (kind: "in" | "without_factor" | "halfway", login: AdministratorLogin) => {
  here.standing = { kind, login, from: { address: "203.0.113.7" } };
};

beforeEach(() => {
  acts.length = 0;
  stand("in", admit("owner", "b").login);
});

it("a form of another administrator's page does nothing, and neither does one of nobody's", async () => {
  const refused = [codes.form_of_another_administrator.status, "form_of_another_administrator"];
  expect(await send(ofPageOf("a"))).toEqual(refused);
  expect(await send({ [formOwnerField]: "" })).toEqual(refused);
  expect(await send({})).toEqual(refused);
  // Also before they are asked who they are.
  stand("in", { ...admit("owner", "b").login, provedAt: null });
  expect(await send(ofPageOf("a"))).toEqual(refused);
  expect(acts).toEqual([]);
});

it("one's own is heard, by whoever may", async () => {
  expect(await send(ofPageOf("b"))).toEqual([200, "/admin/audit"]);
  stand("in", admit("viewer", "b").login);
  expect(await send(ofPageOf("b"))).toEqual([codes.role_needed.status, "role_needed"]);
  expect(await send({})).toEqual([codes.role_needed.status, "role_needed"]);
  here.standing = { kind: "nobody" };
  expect(await send(ofPageOf("b"))).toEqual([403, "administrator_needed"]);
  expect(acts).toEqual(["b"]);
});
