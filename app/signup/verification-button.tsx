"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { z } from "zod/mini";
import { Button, CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import type { VerificationWindow } from "@/lib/portone";
import { loadSdk, openWindow, type WindowResult } from "./verification-sdk";
import { chooseWindow, type WindowKind } from "./window-choice";

/**
 * Opens the verification window and brings its result to our server. Whatever happens to the
 * window, the page offers the next step.
 */
export function VerificationButton({ window: settings, notice, text }: VerificationButtonProps) {
  const [stage, setStage] = useState<Stage>("ready");
  const [problem, setProblem] = useState<Told | null>(notice);
  const round = useRef(0);
  const prepare = () => void loadSdk(settings).catch(() => undefined);

  async function open(kind: WindowKind) {
    // A newer window, or a second click, makes the answer of an older one void.
    const mine = ++round.current;
    const isCurrent = () => mine === round.current;
    setProblem(null);
    setStage("opening");
    const waiting = setTimeout(() => isCurrent() && setStage("waiting"), 700);
    try {
      const result = await openWindow(settings, kind);
      if (isCurrent()) await finish(result, kind);
    } catch {
      if (isCurrent()) stop({ body: text.sdkFailed });
    } finally {
      clearTimeout(waiting);
    }
  }

  async function finish(result: WindowResult, kind: WindowKind) {
    switch (result.kind) {
      case "leaving":
        return;
      case "not-opened":
        return kind === "popup" ? setStage("waiting") : stop(text.failed);
      case "cancelled":
        return stop(text.cancelled);
      case "failed":
        return stop(text.failed);
      case "finished": {
        setStage("confirming");
        const { next } = await sendCallback(result.body);
        return window.location.assign(next);
      }
    }
  }

  function stop(told: Told) {
    round.current += 1;
    setProblem(told);
    setStage("ready");
  }

  // Back from PortOne with the browser's back button, the page may stand here as it was left.
  const resume = useEffectEvent((event: PageTransitionEvent) => {
    if (event.persisted) setStage("ready");
  });
  useEffect(() => {
    window.addEventListener("pageshow", resume);
    return () => window.removeEventListener("pageshow", resume);
  }, []);

  const busy = stage === "opening" || stage === "confirming";
  return (
    <div className="flex grow flex-col sm:grow-0">
      <Heading lead={text.lead}>{text.title}</Heading>
      {problem !== null && (
        <Notice
          tone={problem === text.cancelled ? "warn" : "bad"}
          {...(problem.title === undefined ? {} : { title: problem.title })}
        >
          {problem.body}
        </Notice>
      )}
      <div aria-live="polite">
        {stage === "waiting" && (
          <Notice tone="plain" title={text.waiting}>
            {text.waitingHint}
          </Notice>
        )}
        {stage === "confirming" && <Notice tone="plain">{text.confirming}</Notice>}
      </div>
      {stage === "ready" && problem === null && (
        <ul className="grid gap-4">
          {text.points.map((point) => (
            <li key={point} className="flex items-center gap-3">
              <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-accent" />
              {point}
            </li>
          ))}
        </ul>
      )}
      <CallToAction>
        {stage === "waiting" ? (
          <>
            <Button onClick={() => void open("redirect")}>{text.sameTab}</Button>
            <Button look="quiet" onClick={() => void open("popup")}>
              {text.reopen}
            </Button>
          </>
        ) : (
          <Button
            aria-disabled={busy}
            onPointerDown={prepare}
            onFocus={prepare}
            onClick={() => !busy && void open(chooseWindow(navigator))}
          >
            {stage === "opening" ? text.opening : text.button}
          </Button>
        )}
      </CallToAction>
    </div>
  );
}

/** Tells our server the id; it answers with the page to go to, also when it refuses. */
async function sendCallback(body: Extract<WindowResult, { kind: "finished" }>["body"]) {
  const answer = await fetch("/certifications", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).then((response): Promise<unknown> => response.json());
  return answerSchema.parse(answer);
}

/** Pages of this site only. */
const answerSchema = z.object({ next: z.string().check(z.regex(/^\/(?!\/)/)) });

type Stage = "ready" | "opening" | "waiting" | "confirming";
type Told = { title?: string; body: string };
type VerificationButtonProps = {
  window: VerificationWindow;
  notice: Told | null;
  text: Record<
    | "title"
    | "lead"
    | "button"
    | "opening"
    | "waiting"
    | "waitingHint"
    | "sameTab"
    | "reopen"
    | "confirming"
    | "sdkFailed",
    string
  > & { cancelled: Told; failed: Told; points: readonly string[] };
};
