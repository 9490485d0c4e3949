import type { AttemptView } from "@/lib/verification/attempts";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { log } from "@/lib/log";

/** As far apart as judging allows: beyond it good verifications are refused as stale. */
const allowedMs = 60_000;

/**
 * Says that our clock and PortOne's are apart: once, and again only after they were in step. What
 * tells nothing either way is not heard.
 */
export class ClockWatch {
  private said: Apart | null = null;

  constructor(private readonly say: (apart: Apart) => void) {}

  /** PortOne's own clock, as it tells it with V1's token. */
  hearNow(theirs: Date, ours: Date): void {
    this.hear(apartBy(theirs.getTime() - ours.getTime()));
  }

  /** A result of the future: it has just come, so our clock is behind. */
  hearResult(fetched: FetchedVerification, now: Date): void {
    if (fetched.kind !== "verified") return;
    const { verifiedAt } = fetched.verification;
    if (verifiedAt.getTime() > now.getTime() + allowedMs) this.hear("ours_behind");
  }

  /** Nobody knew the attempt's id before it began: a result of before means that ours is ahead. */
  hearResultOf(attempt: Pick<AttemptView, "id" | "createdAt">, fetched: FetchedVerification): void {
    if (fetched.kind !== "verified") return;
    const { attemptId, verifiedAt } = fetched.verification;
    const isBefore = verifiedAt.getTime() < attempt.createdAt.getTime() - allowedMs;
    if (attemptId === attempt.id && isBefore) this.hear("ours_ahead");
  }

  private hear(apart: Apart | null): void {
    if (apart !== null && apart !== this.said) this.say(apart);
    this.said = apart;
  }
}

function apartBy(milliseconds: number): Apart | null {
  if (Math.abs(milliseconds) <= allowedMs) return null;
  return milliseconds > 0 ? "ours_behind" : "ours_ahead";
}

export const clockWatch = new ClockWatch((apart) => log("error", "clock_apart", { reason: apart }));

type Apart = "ours_behind" | "ours_ahead";
