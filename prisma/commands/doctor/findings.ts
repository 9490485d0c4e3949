import type { Config, Environment } from "@/lib/config";
import type { Database } from "@/lib/db";

export const ok = (says: string): Finding => ({ state: "ok", says });
export const warn = (says: string, todo = ""): Finding => ({ state: "warn", says, todo });
export const bad = (says: string, todo = ""): Finding => ({ state: "bad", says, todo });

export type Check = { name: string; run: () => Finding[] | Promise<Finding[]> };
/** `todo`: what to do. */
export type Finding =
  { state: "ok"; says: string } | { state: "warn" | "bad"; says: string; todo: string };
/** What is looked at: a database, and settings as they were read from an environment. */
export type Surroundings = { db: Database; env: Environment; settings: Config; now: () => Date };
