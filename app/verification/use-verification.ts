import { useCallback, useRef, useState } from "react";
import type { VerificationWindow } from "@/lib/portone";
import { sendCallback } from "./send-callback";
import { useReturn } from "./use-return";
import { openWindow, type WindowResult } from "./verification-sdk";
import type { WindowKind } from "./window-choice";

/**
 * One press after the other: which window is open, and what has come of it. After `patienceMs`
 * every stage offers a next step, whether or not anybody answers.
 */
export function useVerification(settings: VerificationWindow) {
  const [stage, setStage] = useState<Stage>("ready");
  const [ending, setEnding] = useState<Ending | null>(null);
  const round = useRef(0);
  const isOpening = useRef(false);
  const finished = useRef<Finished | null>(null);

  async function open(kind: WindowKind) {
    // The second press of a double one.
    if (isOpening.current) return;
    isOpening.current = true;
    // A newer window makes the answer of an older one void.
    const mine = ++round.current;
    const isCurrent = () => mine === round.current;
    setEnding(null);
    setStage("opening");
    setTimeout(() => isCurrent() && offerMore(), patienceMs);
    try {
      const result = await openWindow(settings, kind);
      if (isCurrent()) await handleResult(result, kind);
    } catch {
      if (isCurrent()) stop("not-loaded");
    }
  }

  /** Somebody may be busy in the window; whoever sees none can go on as well. */
  function offerMore() {
    isOpening.current = false;
    setStage("waiting");
  }

  async function handleResult(result: WindowResult, kind: WindowKind) {
    switch (result.kind) {
      case "leaving":
        return;
      case "not-opened":
        return kind === "popup" ? offerMore() : stop("failed");
      case "cancelled":
      case "failed":
        return stop(result.kind);
      case "finished":
        finished.current = result;
        return send();
    }
  }

  /** Also once more, where the first answer got lost: only this page knows V1's id. */
  async function send() {
    if (finished.current === null) return;
    const mine = ++round.current;
    const isCurrent = () => mine === round.current;
    setStage("confirming");
    const slow = setTimeout(() => isCurrent() && setStage("unanswered"), patienceMs);
    try {
      const next = await sendCallback(finished.current.body);
      if (isCurrent()) window.location.assign(next);
    } catch {
      if (isCurrent()) setStage("unanswered");
    } finally {
      clearTimeout(slow);
    }
  }

  function stop(how: Ending) {
    isOpening.current = false;
    round.current += 1;
    setEnding(how);
    setStage("ready");
  }

  const isOpen = useCallback(() => finished.current === null, []);
  useReturn(settings.attemptId, isOpen);

  return { stage, ending, open, send };
}

const patienceMs = 1_200;

/** `unanswered`: the window finished, and our server has not told yet what came of it. */
export type Stage = "ready" | "opening" | "waiting" | "confirming" | "unanswered";
export type Ending = "cancelled" | "failed" | "not-loaded";
type Finished = Extract<WindowResult, { kind: "finished" }>;
