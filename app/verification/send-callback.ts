import type { WindowResult } from "./verification-sdk";

/**
 * Sends the id to our server and returns the page to go to, also for a refusal. Sending the same id
 * again gives the same answer.
 * @throws if no answer comes or it names no page of this site.
 */
export async function sendCallback(body: Finished["body"]): Promise<string> {
  const response = await fetch("/certifications", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return readNext(answer);
}

/** Parsed by hand, since a validation library would be the largest script of the page. */
function readNext(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "next" in answer) {
    const { next } = answer;
    if (typeof next === "string" && /^\/(?![/\\])/.test(next)) return next;
  }
  throw new Error("The server's answer names no page of this site");
}

type Finished = Extract<WindowResult, { kind: "finished" }>;
