import { useCallback, useRef, useState } from "react";
import type { VerificationWindow } from "@/lib/portone";
import { sendCallback } from "./send-callback";
import { useReturn } from "./use-return";
import { openWindow, type WindowResult } from "./verification-sdk";
import type { WindowKind } from "./window-choice";

/**
 * The state of the verification window. After `patienceMs` every stage offers a next step, even if
 * nobody answers.
 */
export function useVerification(settings: VerificationWindow) {
  const [stage, setStage] = useState<Stage>("ready");
  const [ending, setEnding] = useState<Ending | null>(null);
  const round = useRef(0);
  const isOpening = useRef(false);
  const finished = useRef<Finished | null>(null);

  async function open(kind: WindowKind) {
    // Ignores the second press of a double one.
    if (isOpening.current) return;
    isOpening.current = true;
    // The answer of an older window is ignored.
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

  /** The window may still be in use, or may be invisible: offer more without closing it. */
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

  /** Can be repeated if the first answer was lost: only this page knows V1's id. */
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

/** `unanswered`: the window finished, but our server has not answered. */
export type Stage = "ready" | "opening" | "waiting" | "confirming" | "unanswered";
export type Ending = "cancelled" | "failed" | "not-loaded";
type Finished = Extract<WindowResult, { kind: "finished" }>;
