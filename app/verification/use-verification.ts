import { useCallback, useRef, useState } from "react";
import type { VerificationWindow } from "@/lib/portone";
import type { Ending as WindowEnding } from "@/lib/portone/ending";
import { sendCallback } from "./send-callback";
import { useReturn } from "./use-return";
import { openWindow, type WindowResult } from "./verification-sdk";
import { askDue } from "./window/ask-due";
import { watchOpening, type SeenWindow } from "./window/seen-window";
import type { WindowKind } from "./window-choice";

/** The state of the verification window. Every stage offers a next step, even if nobody answers. */
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
    if (!(await askDue(settings.attemptId))) {
      return window.location.replace(window.location.pathname);
    }
    const seen = watchOpening();
    const watch = setInterval(lookAt(seen, isCurrent, endWatch), lookMs);
    function endWatch() {
      clearInterval(watch);
      seen.stop();
    }
    try {
      const result = await openWindow(settings, kind);
      endWatch();
      if (isCurrent()) await handleResult(result, seen);
    } catch {
      endWatch();
      if (isCurrent()) stop("not-loaded");
    }
  }

  /** Says what is seen of the window, without closing it: a hidden one may still be in use. */
  function lookAt(seen: SeenWindow, isCurrent: () => boolean, end: () => void) {
    const since = Date.now();
    let closedFor = 0;
    return () => {
      if (!isCurrent()) return end();
      const state = seen.state();
      closedFor = state === "closed" ? closedFor + lookMs : 0;
      if (state === "blocked") offer("blocked");
      if (state === "open" && Date.now() - since >= openMs) offer("waiting");
      if (state === "unseen" && Date.now() - since >= calmMs) offer("unseen");
      if (closedFor < lostMs) return;
      // An answer that comes yet still counts.
      end();
      setEnding("lost");
      offer("ready");
    };
  }

  function offer(what: Stage) {
    isOpening.current = false;
    setStage(what);
  }

  async function handleResult(result: WindowResult, seen: SeenWindow) {
    switch (result.kind) {
      case "leaving":
        return;
      case "not-opened":
        return seen.state() === "blocked" ? offer("blocked") : stop("failed");
      case "cancelled":
      case "age_limit":
      case "failed":
        return stop(result.kind);
      case "finished":
        finished.current = result;
        return send();
    }
  }

  /**
   * Sent again by itself while it is calm: the same id is answered alike, and only this page knows V1's.
   */
  async function send() {
    if (finished.current === null) return;
    const mine = ++round.current;
    const isCurrent = () => mine === round.current;
    setStage("confirming");
    const slow = setTimeout(() => isCurrent() && setStage("unanswered"), calmMs);
    for (const until = Date.now() + calmMs; isCurrent() && Date.now() < until;) {
      try {
        const next = await sendCallback(finished.current.body);
        if (isCurrent()) window.location.assign(next);
        return clearTimeout(slow);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
      }
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

/** Waiting is calm for so long. */
const calmMs = 8_000;
/** A window that stands open so long is waited for. */
const openMs = 1_000;
/** A window that closes answers sooner. */
const lostMs = 2_000;
const lookMs = 200;

/** `unanswered`: the window finished, but our server has not answered. */
export type Stage =
  "ready" | "opening" | "waiting" | "unseen" | "blocked" | "confirming" | "unanswered";
/** `lost`: the window was closed, and no answer came of it. */
export type Ending = WindowEnding | "lost" | "not-loaded";
type Finished = Extract<WindowResult, { kind: "finished" }>;
