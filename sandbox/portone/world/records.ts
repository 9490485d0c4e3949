import { randomInt } from "node:crypto";
import type { Clock } from "./clock";
import { developmentSettings } from "../development-settings";
import type { Outcome } from "./outcome";
import type { Person } from "./person";
import type { ProviderName } from "./provider";

const maximum = 20_000;

/** Verifications of V1 and V2, the latest 20,000. */
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

  /** By `imp_uid`. Null if deleted, unknown or another merchant's. */
  ofV1(impUid: string): VerificationRecord | null {
    const record = this.byImpUid.get(impUid);
    return record === undefined || record.foreign || record.generation !== "v1" ? null : record;
  }

  /** By `identityVerificationId`. */
  ofV2(id: string): VerificationRecord | null {
    const record = this.byId.get(id);
    return record === undefined || record.foreign ? null : record;
  }

  /** By the sandbox's own number, which V1 and V2 records have. */
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

/** True if `wanted` is not set. */
export function isOfStore({ storeId }: VerificationRecord, wanted: string | null | undefined) {
  return !wanted || storeId === wanted;
}

/** Each V2 try has its own. */
export function newTxId(): string {
  return `sandbox-tx-${randomInt(1e12)}`;
}

export function verify(record: VerificationRecord, person: Person, at: Date): void {
  Object.assign(record, { status: "verified", person, changedAt: at, failure: null });
}

export function fail(record: VerificationRecord, failure: Failure, at: Date): void {
  Object.assign(record, { status: "failed", failure, changedAt: at });
}

/** Exists from the moment the window opens, unfinished. V1 uses `impUid`, V2 `id`. */
export type VerificationRecord = {
  generation: "v1" | "v2";
  /** V1: merchant_uid. V2: identityVerificationId. */
  id: string;
  impUid: string;
  txId: string;
  status: "ready" | "verified" | "failed";
  person: Person | null;
  provider: ProviderName;
  /** The page that opened the window. */
  origin: string;
  requestedAt: Date;
  /** Time of success or failure; before that, of the request. */
  changedAt: Date;
  failure: Failure | null;
  storeId: string;
  channelKey: string;
  channelType: "LIVE" | "TEST";
  /** Of another merchant: answers 404 like PortOne. */
  foreign: boolean;
  /** Customer data that the merchant sent beforehand (V2). */
  requested: Record<string, string>;
  customData: string | null;
  /** The window's call that finished it, and its outcome. */
  finished: { call: string; outcome: Outcome } | null;
};
export type Failure = { reason: string; pgCode?: string; pgMessage?: string };
export type RecordOptions = Pick<VerificationRecord, "generation" | "id"> &
  Partial<VerificationRecord>;
