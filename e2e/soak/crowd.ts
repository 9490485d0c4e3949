import { setTimeout as sleep } from "node:timers/promises";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { PlainClient, type Page } from "../support/plain-client";
import { begin, password, record, verifyToRecover, type Place } from "../support/sign-up";
import { inventEmail } from "../support/story";
import type { StepKind, Tally } from "./tally";

/** A share of verifications in which PortOne fails, for as often as the server asks it. */
const portOneFails = 0.05;
const asked = 3;
/** Milliseconds in which a person tries again what did not come through. */
const longestTrying = 120_000;

/** People who join, come back, get back in, and administrators who look, so many at once, until told to end. */
export class Crowd {
  /** Whoever was told that they have joined. */
  readonly members: Member[] = [];
  readonly people: string[] = [];
  readonly faultsOfPortOne = { count: 0 };
  private isOver = false;
  private administrator: PlainClient | null = null;

  constructor(
    private readonly place: Place,
    private readonly tally: Tally,
  ) {}

  /** Resolves once everybody has finished what they had begun. */
  async run(atOnce: number): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.live()));
  }

  end(): void {
    this.isOver = true;
  }

  private async live(): Promise<void> {
    while (!this.isOver) {
      const member = this.members[Math.floor(Math.random() * this.members.length)];
      const dice = Math.random();
      if (member === undefined || dice < 0.45) await this.join();
      else if (dice < 0.7) await this.logIn(member);
      else if (dice < 0.8) await this.recover(member);
      else await this.administer();
    }
  }

  /** Each step is tried again as a person would: the page anew, or the same form once more. */
  async join(): Promise<void> {
    const { sandbox } = this.place;
    const { key } = await sandbox.invent({});
    this.people.push(key);
    const email = inventEmail();
    const { client, attempt } = await this.step("join", async () => {
      const begun = await begin(this.place.appUrl);
      return { begun, answer: null };
    });
    const body = await record(sandbox, "v1", attempt, { person: key });
    if (Math.random() < portOneFails) {
      this.faultsOfPortOne.count += asked;
      await sandbox.post("faults", { path: "/certifications", status: 500, times: asked });
    }
    await this.step("join", async () => {
      const answer = await client.postJson("/certifications", body);
      // PortOne's fault: the attempt stays usable, and the page asks again.
      const isPortOne = isPortOnes(answer.text);
      return { begun: null, answer: isPortOne ? null : answer, again: isPortOne };
    });
    await this.step("join", async () => {
      const details = await client.get("/signup/details");
      if (details.location === "/signup/complete") return { begun: null, answer: details };
      const answer = await client.submit(details, "email", { email, password });
      return { begun: null, answer, wanted: "/signup/complete" };
    });
    this.members.push({ key, email, attempt, password });
  }

  private async logIn(member: Member): Promise<void> {
    await this.step("log_in", async () => {
      const client = new PlainClient(this.place.appUrl);
      const typed = { email: member.email, password: member.password };
      const answer = await client.submit(await client.get("/login"), "email", typed);
      return { begun: null, answer, wanted: "/account" };
    });
  }

  /** Nobody else comes as this member meanwhile. */
  private async recover(member: Member): Promise<void> {
    this.members.splice(this.members.indexOf(member), 1);
    const next = `${password} ${Math.floor(Math.random() * 1e6)}`;
    await this.step("recover", async () => {
      const { client, form } = await verifyToRecover(this.place, { person: member.key });
      const answer = await client.submit(form, "password", { password: next });
      return { begun: null, answer, wanted: "/recover/done" };
    });
    this.members.push({ ...member, password: next });
  }

  private async administer(): Promise<void> {
    const pages = ["/admin", "/admin/people", "/admin/audit"];
    const path = pages[Math.floor(Math.random() * pages.length)] ?? "/admin";
    await this.step("administer", async () => {
      const client = (this.administrator ??= await this.enter());
      const answer = await client.get(path);
      // Not there for whoever is not logged in, as where the login itself was cut off.
      if (answer.status !== 200) this.administrator = null;
      return { begun: null, answer, wanted: 200 };
    });
  }

  private async enter(): Promise<PlainClient> {
    const client = new PlainClient(this.place.appUrl);
    const { email, password: typed } = sampleAdministrator;
    const form = await client.get("/admin/login");
    await client.submit(form, "email", { email, password: typed });
    return client;
  }

  /** Until it has worked; what came of each try is noted. */
  private async step<T>(kind: StepKind, work: () => Promise<Tried<T>>): Promise<T> {
    const begun = this.tally.now();
    while (this.tally.now() - begun < longestTrying) {
      const began = this.tally.now();
      const tried = await work().catch((error: unknown) => ({ fault: faultOf(error) }));
      if ("fault" in tried) {
        if (isPortOnes(tried.fault)) continue;
        this.tally.note(kind, "error", began, tried.fault);
      } else if (tried.again !== true) {
        const { result, told } = judge(tried.answer, tried.wanted);
        this.tally.note(kind, result, began, told);
        if (result === "done") return tried.begun;
      }
      await sleep(200);
    }
    const told = this.tally.steps.findLast((step) => step.kind === kind && step.result !== "done");
    throw new Error(
      `${kind} did not come through in ${longestTrying / 1_000} s: ${told?.told ?? ""}`,
    );
  }
}

/** A post that was cut off may have been done, and so may one that the server itself does not know of. */
function judge(answer: Page | null, wanted: string | number | undefined): Judged {
  if (answer === null) return { result: "done", told: "" };
  const { status, location, text } = answer;
  const told = `${status}${location === null ? "" : ` ${location}`}`;
  if (wanted === undefined ? status < 400 : location === wanted || status === wanted) {
    return { result: "done", told };
  }
  const isUnknown = status === 502 || text.includes("저장됐는지 확인하지 못했어요");
  return { result: isUnknown ? "unknown" : "error", told };
}

function isPortOnes(text: string): boolean {
  return text.includes("provider_unavailable");
}

function faultOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 120) : "no error";
}

export type Member = { key: string; email: string; attempt: string; password: string };
type Tried<T> = { begun: T; answer: Page | null; wanted?: string | number; again?: boolean };
type Judged = { result: "done" | "unknown" | "error"; told: string };
