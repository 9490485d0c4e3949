import { randomInt } from "node:crypto";
import type { Clock } from "./clock";
import type { Person, ProviderName } from "./people";

const maximum = 20_000;

/**
 * One verification, of either generation. It exists from the moment the window opens, unfinished;
 * V1 knows it by `impUid`, V2 by its `id`.
 */
export type VerificationRecord = {
  generation: "v1" | "v2";
  /** V1: merchant_uid. V2: identityVerificationId. */
  id: string;
  impUid: string;
  status: "ready" | "verified" | "failed";
  person: Person | null;
  provider: ProviderName;
  origin: string;
  requestedAt: Date;
  verifiedAt: Date | null;
  failure: string | null;
  storeId: string;
  channelKey: string;
  channelType: "LIVE" | "TEST";
  /** Belongs to other keys: answers 404 as PortOne does. */
  foreign: boolean;
  customData?: string;
};

export class Records {
  private readonly byImpUid = new Map<string, VerificationRecord>();
  private readonly byId = new Map<string, VerificationRecord>();

  constructor(private readonly clock: Clock) {}

  open(
    wish: Pick<VerificationRecord, "generation" | "id"> & Partial<VerificationRecord>,
  ): VerificationRecord {
    const record: VerificationRecord = {
      impUid: `imp_${randomInt(100_000, 999_999)}${randomInt(100_000, 999_999)}`,
      status: "ready",
      person: null,
      provider: "danal",
      origin: "",
      requestedAt: this.clock.now(),
      verifiedAt: null,
      failure: null,
      storeId: "",
      channelKey: "",
      channelType: "LIVE",
      foreign: false,
      ...wish,
    };
    this.byImpUid.set(record.impUid, record);
    if (record.generation === "v2") this.byId.set(record.id, record);
    this.forgetOldest();
    return record;
  }

  ofV1(impUid: string): VerificationRecord | null {
    const record = this.byImpUid.get(impUid);
    return record === undefined || record.foreign || record.generation !== "v1" ? null : record;
  }

  ofV2(id: string): VerificationRecord | null {
    const record = this.byId.get(id);
    return record === undefined || record.foreign ? null : record;
  }

  remove(impUid: string): void {
    this.byImpUid.delete(impUid);
  }

  /** Newest first. */
  recent(): VerificationRecord[] {
    return [...this.byImpUid.values()].reverse();
  }

  private forgetOldest(): void {
    const [oldest] = this.byImpUid.values();
    if (this.byImpUid.size <= maximum || oldest === undefined) return;
    this.byImpUid.delete(oldest.impUid);
    this.byId.delete(oldest.id);
  }
}

/** The person has confirmed who they are. */
export function verify(record: VerificationRecord, person: Person, at: Date): void {
  Object.assign(record, { status: "verified", person, verifiedAt: at, failure: null });
}
