import { randomInt } from "node:crypto";
import type { Clock } from "./clock";
import { developmentSettings } from "../development-settings";
import type { Outcome } from "./outcome";
import type { Person } from "./person";
import type { ProviderName } from "./provider";

const maximum = 20_000;

/** Every verification of both generations, the latest twenty thousand. */
export class Records {
  private readonly byImpUid = new Map<string, VerificationRecord>();
  private readonly byId = new Map<string, VerificationRecord>();

  constructor(private readonly clock: Clock) {}

  open(options: RecordOptions): VerificationRecord {
    const now = this.clock.now();
    const digits = () => String(randomInt(1_000_000)).padStart(6, "0");
    const { storeId, channelKey } = developmentSettings;
    const record: VerificationRecord = {
      impUid: `imp_${digits()}${digits()}`,
      txId: newTxId(),
      status: "ready",
      person: null,
      provider: "danal",
      origin: "",
      requestedAt: now,
      changedAt: now,
      failure: null,
      storeId,
      channelKey,
      channelType: "LIVE",
      foreign: false,
      requested: {},
      customData: null,
      finished: null,
      ...options,
    };
    this.byImpUid.set(record.impUid, record);
    if (record.generation === "v2") this.byId.set(record.id, record);
    this.forgetOldest();
    return record;
  }

  /** By `imp_uid`. Deleted, unknown and another merchant's look alike. */
  ofV1(impUid: string): VerificationRecord | null {
    const record = this.byImpUid.get(impUid);
    return record === undefined || record.foreign || record.generation !== "v1" ? null : record;
  }

  /** By `identityVerificationId`. */
  ofV2(id: string): VerificationRecord | null {
    const record = this.byId.get(id);
    return record === undefined || record.foreign ? null : record;
  }

  /** By the sandbox's own number, which records of both generations have. */
  of(impUid: string): VerificationRecord | null {
    return this.byImpUid.get(impUid) ?? null;
  }

  remove(impUid: string): void {
    this.byImpUid.delete(impUid);
  }

  newestFirst(): VerificationRecord[] {
    return [...this.byImpUid.values()].reverse();
  }

  clear(): void {
    this.byImpUid.clear();
    this.byId.clear();
  }

  private forgetOldest(): void {
    const [oldest] = this.byImpUid.values();
    if (this.byImpUid.size <= maximum || oldest === undefined) return;
    this.byImpUid.delete(oldest.impUid);
    if (this.byId.get(oldest.id) === oldest) this.byId.delete(oldest.id);
  }
}

/** Any store where none is named. */
export function isOfStore({ storeId }: VerificationRecord, wanted: string | null | undefined) {
  return !wanted || storeId === wanted;
}

/** Every try of V2 has a number of its own. */
export function newTxId(): string {
  return `sandbox-tx-${randomInt(1e12)}`;
}

/** The person has confirmed who they are. */
export function verify(record: VerificationRecord, person: Person, at: Date): void {
  Object.assign(record, { status: "verified", person, changedAt: at, failure: null });
}

export function fail(record: VerificationRecord, failure: Failure, at: Date): void {
  Object.assign(record, { status: "failed", failure, changedAt: at });
}

/**
 * One verification. It exists from the moment the window opens, unfinished; V1 knows it by
 * `impUid`, V2 by its `id`.
 */
export type VerificationRecord = {
  generation: "v1" | "v2";
  /** V1: merchant_uid. V2: identityVerificationId. */
  id: string;
  impUid: string;
  txId: string;
  status: "ready" | "verified" | "failed";
  person: Person | null;
  provider: ProviderName;
  /** The address of the page that opened the window. */
  origin: string;
  requestedAt: Date;
  /** When it was verified or failed; until then as requested. */
  changedAt: Date;
  failure: Failure | null;
  storeId: string;
  channelKey: string;
  channelType: "LIVE" | "TEST";
  /** Belongs to another merchant's keys: answers 404 as PortOne does. */
  foreign: boolean;
  /** What the merchant said of the customer beforehand (V2). */
  requested: Record<string, string>;
  customData: string | null;
  /** Which call of the window has verified it, and with which outcome. */
  finished: { call: string; outcome: Outcome } | null;
};
export type Failure = { reason: string; pgCode?: string; pgMessage?: string };
export type RecordOptions = Pick<VerificationRecord, "generation" | "id"> &
  Partial<VerificationRecord>;
