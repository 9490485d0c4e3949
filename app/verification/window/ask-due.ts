/**
 * Whether a verification for this attempt would still count, and not be spent for nothing: the person
 * may have finished in another tab. True if that is not known soon: a popup has to open within the press.
 */
export async function askDue(attemptId: string): Promise<boolean> {
  const late = new Promise<true>((resolve) => setTimeout(() => resolve(true), patienceMs));
  return Promise.race([ask(attemptId).catch(() => true), late]);
}

const patienceMs = 800;

async function ask(attemptId: string): Promise<boolean> {
  const query = new URLSearchParams({ attempt: attemptId }).toString();
  const response = await fetch(`/verification/due?${query}`, { cache: "no-store" });
  const said: unknown = await response.json();
  return !(typeof said === "object" && said !== null && "isDue" in said && said.isDue === false);
}
