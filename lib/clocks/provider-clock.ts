import type { AttemptView } from "@/lib/verification/attempts";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { log } from "@/lib/log";

/** Same tolerance as in judging; beyond it valid verifications are refused as stale. */
const allowedMs = 60_000;

/** Reports once that our clock and PortOne's differ, again only after they agreed in between. */
export class ClockWatch {
  private said: Apart | null = null;

  constructor(private readonly say: (apart: Apart) => void) {}

  /** `theirs`: the time that PortOne sends with a V1 token. */
  hearNow(theirs: Date, ours: Date): void {
    this.hear(apartBy(theirs.getTime() - ours.getTime()));
  }

  /** A verification dated in the future means that our clock is behind. */
  hearResult(fetched: FetchedVerification, now: Date): void {
    if (fetched.kind !== "verified") return;
    const { verifiedAt } = fetched.verification;
    if (verifiedAt.getTime() > now.getTime() + allowedMs) this.hear("ours_behind");
  }

  /** An attempt's id is unknown before it begins, so an earlier date means ours is ahead. */
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
