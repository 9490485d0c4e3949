import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { formIdPattern } from "../../form-handlers/form-answer";
import { askAgain, sendForm, type Trouble } from "./send-form";

const form: Parameters<typeof sendForm>[0] = {
  action: "/login/submit",
  fields: [["email", "someone@example.com"]],
};
const answered = (answer: object) => ({ happened: { kind: "answered", answer } });
const refusal = { code: "invalid_credentials", title: "No", message: "No", fields: {}, values: {} };
const lost = new TypeError("Failed to fetch");

let asked: { to: string; id: string }[];
let told: Trouble[];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  told = [];
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A server that answers each request by the next of these; the last one stays. */
function answerBy(...answers: (object | Error | (() => Promise<object>))[]): void {
  vi.stubGlobal("fetch", async (to: string, { headers, body }: Sent) => {
    const id = headers["x-form-id"] ?? idIn(body);
    asked.push({ to, id });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const answer = typeof next === "function" ? await next() : next;
    if (answer instanceof Error) throw answer;
    return { json: () => Promise.resolve(answer) };
  });
}
const idIn = (body: unknown) => /"id":"(\w+)"/.exec(String(body))?.[1] ?? "";

async function send() {
  const sending = sendForm(form, (trouble) => told.push(trouble));
  await vi.runAllTimersAsync();
  return sending;
}

it("brings the answer, under an id of its own each time", async () => {
  answerBy({ next: "/account" });
  expect(await send()).toEqual({ kind: "answered", answer: { next: "/account" } });
  await send();
  expect(new Set(asked.map(({ id }) => id)).size).toBe(2);
  expect(asked.every(({ id }) => formIdPattern.test(id))).toBe(true);
  expect(told).toEqual([]);
});

it("asks what came of a form whose answer was lost, and goes on there", async () => {
  answerBy(lost, { happened: { kind: "working" } }, lost, answered({ next: "/signup/complete" }));
  expect(await send()).toEqual({ kind: "answered", answer: { next: "/signup/complete" } });
  expect(asked.map(({ to }) => to)).toEqual(["/login/submit", ...Array(3).fill("/form-answer")]);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
});

it("hears a refusal whose answer was lost, also behind a proxy's own page", async () => {
  answerBy(new SyntaxError("<h1>Bad Gateway</h1>"), answered(refusal));
  expect(await send()).toEqual({ kind: "answered", answer: refusal });
});

it("says that nothing was changed only where the server says so", async () => {
  answerBy(lost, { happened: { kind: "called_off" } });
  expect(await send()).toEqual({ kind: "unsent" });
  answerBy(lost);
  expect(await send()).toMatchObject({ kind: "unknown" });
  answerBy(lost, { happened: { kind: "working" } });
  expect(await send()).toMatchObject({ kind: "unknown" });
});

it("asks before it sends anew, while the server can know", async () => {
  answerBy(answered({ next: "/account" }));
  const tell = () => undefined;
  const unheard = { id: "a".repeat(48), at: Date.now() };
  expect(await askAgain(unheard, tell)).toMatchObject({ kind: "answered" });
  vi.setSystemTime(Date.now() + 11 * 60_000);
  expect(await askAgain(unheard, tell)).toBeNull();
});

it("is calm for eight seconds, then says that it takes long", async () => {
  answerBy(() => new Promise((resolve) => setTimeout(() => resolve({ next: "/account" }), 7_900)));
  await send();
  expect(told).toEqual([]);
  answerBy(() => new Promise((resolve) => setTimeout(() => resolve({ next: "/account" }), 8_100)));
  await send();
  expect(told).toEqual(["slow"]);
});

it("says at once where the browser is offline, and asks when it is back", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  answerBy(lost, lost, answered({ next: "/account" }));
  expect(await send()).toMatchObject({ kind: "answered" });
  expect(told).toEqual(["offline"]);
});

it("takes a form that the browser sent twice for a lost answer", async () => {
  answerBy({ ...refusal, code: "form_repeated" }, answered({ next: "/account" }));
  expect(await send()).toEqual({ kind: "answered", answer: { next: "/account" } });
});

type Sent = { headers: Record<string, string>; body: unknown };
