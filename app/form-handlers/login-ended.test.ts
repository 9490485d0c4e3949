import { expect, it, vi } from "vitest";
import { z } from "zod";
import { codes } from "@/lib/codes";
import { LoginEnded } from "@/lib/logins/account-gone";
import { formHandler } from "./form-handler";
import { jsonHandler } from "./json-handler";

const appUrl = "http://localhost:3000";
vi.mock("@/lib/config", () => ({ config: () => ({ appUrl: "http://localhost:3000" }) }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));
vi.mock("./note-refusal", () => ({ noteAnswer: async () => null }));
vi.mock("./form-problem", () => ({ writeFormProblem: () => "" }));

const post = (path: string, body: BodyInit, type?: string) =>
  new Request(`${appUrl}${path}`, {
    method: "POST",
    headers: { origin: appUrl, ...(type === undefined ? {} : { "content-type": type }) },
    body,
  });
const ended = () => Promise.reject(new LoginEnded(false));

it("leads a member whose login was ended meanwhile to the login, and back to their page", async () => {
  const action = "/account/email/submit";
  const { POST } = formHandler({ action, page: "/account/email" }, ended);
  const answer = await POST(post(`${action}?code=x`, new URLSearchParams({ email: "" })));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/login?next=%2Faccount%2Femail");
});

it("tells a script of ours that they have to prove again who they are", async () => {
  const action = "/passkeys/add";
  const { POST } = jsonHandler({ action }, z.object({}), ended);
  const answer = await POST(post(action, "{}", "application/json"));
  expect(answer.status).toBe(codes.authentication_needed.status);
  expect(await answer.json()).toMatchObject({ code: "authentication_needed" });
});
