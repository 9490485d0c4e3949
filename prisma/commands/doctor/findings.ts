export const ok = (says: string): Finding => ({ state: "ok", says });
export const warn = (says: string, todo = ""): Finding => ({ state: "warn", says, todo });
export const bad = (says: string, todo = ""): Finding => ({ state: "bad", says, todo });

export type Check = { name: string; run: () => Finding[] | Promise<Finding[]> };
/** `todo`: what to do. */
export type Finding =
  { state: "ok"; says: string } | { state: "warn" | "bad"; says: string; todo: string };
