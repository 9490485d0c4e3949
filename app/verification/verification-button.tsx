"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button, CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Points } from "@/app/components/points";
import { Notice } from "@/app/components/notice";
import { FormSkeleton } from "@/app/components/skeleton";
import type { VerificationWindow } from "@/lib/portone";
import { useVerification, type Ending } from "./use-verification";
import { loadSdk } from "./verification-sdk";
import { takeEarlyPress, verifyFormId } from "./window/early-press";
import { WayOutHint, type WayOutText } from "./way-out-hint";
import { chooseWindow } from "./window-choice";

/** Opens the verification window and sends its result to our server. Always offers a next step. */
export function VerificationButton({ window: settings, notice, text }: VerificationButtonProps) {
  const { stage, ending, open, send } = useVerification(settings);
  const prepare = () => void loadSdk(settings).catch(() => undefined);
  const press = () => void open(chooseWindow(navigator));
  const pressEarly = useEffectEvent(press);
  useEffect(() => {
    if (takeEarlyPress()) pressEarly();
  }, []);
  const main = useRef<HTMLButtonElement>(null);
  // The pressed button may no longer exist when the window closes.
  useEffect(() => {
    const untouched = stage === "ready" && ending === null;
    if (!untouched && document.activeElement === document.body) main.current?.focus();
  }, [stage, ending]);

  const problem = ending === null ? (stage === "ready" ? notice : null) : text.endings[ending];
  return (
    <div className="flex grow flex-col sm:grow-0">
      <Heading lead={stage === "confirming" || stage === "unanswered" ? undefined : text.lead}>
        {text.title}
      </Heading>
      <div aria-live="polite">
        {problem !== null && <Message {...problem} />}
        {stage === "waiting" && (
          <Message tone="plain" title={text.waiting} body={text.waitingHint} />
        )}
        {stage === "unseen" && <Message tone="plain" title={text.opening} body={text.unseenHint} />}
        {stage === "blocked" && (
          <Message tone="warn" title={text.blocked} body={text.blockedHint} />
        )}
        {stage === "confirming" && <Message tone="plain" body={text.confirming} />}
        {stage === "unanswered" && (
          <Message tone="warn" title={text.unanswered} body={text.unansweredHint} />
        )}
      </div>
      {stage === "confirming" && <FormSkeleton />}
      {stage === "ready" && problem === null && <Points points={text.points} />}
      <WayOutHint text={text.wayOut} />
      {stage !== "confirming" && (
        <CallToAction>
          {(stage === "waiting" || stage === "unseen" || stage === "blocked") && (
            <>
              <Button ref={main} onClick={() => void open("redirect")}>
                {text.sameTab}
              </Button>
              <Button look="quiet" onClick={() => void open("popup")}>
                {text.reopen}
              </Button>
            </>
          )}
          {stage === "unanswered" && (
            <Button ref={main} onClick={() => void send()}>
              {text.askAgain}
            </Button>
          )}
          {(stage === "ready" || stage === "opening") && (
            <form
              id={verifyFormId}
              onSubmit={(event) => {
                event.preventDefault();
                if (stage === "ready") press();
              }}
            >
              <Button
                ref={main}
                aria-disabled={stage === "opening"}
                // Set by a press before JavaScript had loaded.
                suppressHydrationWarning
                onPointerDown={prepare}
                onKeyDown={prepare}
              >
                {stage === "opening" ? text.opening : text.button}
              </Button>
            </form>
          )}
        </CallToAction>
      )}
    </div>
  );
}

function Message({ tone, title, body }: MessageProps) {
  return (
    <Notice tone={tone} {...(title === undefined ? {} : { title })}>
      {body}
    </Notice>
  );
}

type MessageProps = { tone: "bad" | "warn" | "plain"; title?: string; body: string };
type VerificationButtonProps = {
  window: VerificationWindow;
  /** The result of a redirect. */
  notice: MessageProps | null;
  text: Record<
    | "title"
    | "lead"
    | "button"
    | "opening"
    | "waiting"
    | "waitingHint"
    | "unseenHint"
    | "blocked"
    | "blockedHint"
    | "sameTab"
    | "reopen"
    | "confirming"
    | "unanswered"
    | "unansweredHint"
    | "askAgain",
    string
  > & {
    endings: Record<Ending, MessageProps>;
    points: readonly string[];
    wayOut: WayOutText;
  };
};
