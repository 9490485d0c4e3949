import { config } from "@/lib/config";
import { db } from "@/lib/db";
import { makeExport } from "@/lib/exports/make-export";
import type { Bound } from "@/lib/exports/requests";
import { underTightHeap } from "@/lib/exports/tight-heap";
import { faultFields, log } from "@/lib/log";
import type { Owner } from "@/lib/logins/admission";

/** The file is made beside everything else; its passphrase is nowhere but in this call. */
export function startExport(wanted: Bound, who: Owner, passphrase: string): void {
  const { sealKeys } = config();
  const context = { db: db(), statements: db().$statements, sealKeys, clock: () => new Date() };
  underTightHeap(() => makeExport(wanted, who, passphrase, context)).catch((error: unknown) =>
    log("error", "job_failed", { ...faultFields(error), reason: "make_export" }),
  );
}
