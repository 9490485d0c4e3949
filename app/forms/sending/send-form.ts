import {
  formIdHeader,
  readFormAnswer,
  readHappened,
  type FormAnswer,
} from "../../form-handlers/form-answer";

/** Waiting is calm for so long. */
const calmMs = 8_000;
/** A connection that hangs counts as lost. */
const patienceMs = 25_000;
/** So long the page asks for a lost answer by itself. */
const askingMs = 60_000;
/** The server keeps what came of a form longer than this. */
const askableMs = 10 * 60_000;

/**
 * Sends a form, and where its answer is lost asks the server what came of it, until that is known.
 * @param tell hears how it goes, while it goes.
 */
export async function sendForm(form: FilledForm, tell: Tell): Promise<SendResult> {
  const id = newFormId();
  const at = Date.now();
  return calmly(tell, async () => {
    try {
      return { kind: "answered", answer: await post(form, id) };
    } catch {
      return askUntilKnown({ id, at }, tell);
    }
  });
}

/** What came of a form that is still unknown; null if it is too late to ask. */
export async function askAgain(unheard: Unheard, tell: Tell): Promise<SendResult | null> {
  if (Date.now() - unheard.at > askableMs) return null;
  return calmly(tell, () => askUntilKnown(unheard, tell));
}

async function calmly<T>(tell: Tell, work: () => Promise<T>): Promise<T> {
  const calm = setTimeout(() => tell("slow"), calmMs);
  try {
    return await work();
  } finally {
    clearTimeout(calm);
  }
}

async function post({ action, fields }: FilledForm, id: string): Promise<FormAnswer> {
  const response = await fetch(action, {
    method: "POST",
    headers: { accept: "application/json", [formIdHeader]: id },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer = readFormAnswer(await response.json());
  // The browser itself sent the form twice: what came of the first is what counts.
  if ("code" in answer && answer.code === "form_repeated") throw new Error("Sent before");
  return answer;
}

async function askUntilKnown(unheard: Unheard, tell: Tell): Promise<SendResult> {
  const until = Date.now() + askingMs;
  for (let pause = 500; Date.now() < until; pause = Math.min(pause * 2, 4_000)) {
    const result = await ask(unheard.id).catch(() => null);
    if (result !== null) return result;
    if (!navigator.onLine) tell("offline");
    await pauseOrOnline(pause);
  }
  return { kind: "unknown", unheard };
}

/** Null while it is not known. */
async function ask(id: string): Promise<SendResult | null> {
  const response = await fetch("/form-answer", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id }),
    signal: AbortSignal.timeout(patienceMs),
  });
  const happened = readHappened(await response.json());
  if (happened === "called_off") return { kind: "unsent" };
  return happened === null ? null : { kind: "answered", answer: happened };
}

function pauseOrOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener("online", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    window.addEventListener("online", over);
  });
}

/** `randomUUID` is missing on http. */
function newFormId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type FilledForm = { action: string; fields: [string, string][] };
export type Unheard = { id: string; at: number };
export type SendResult =
  | { kind: "answered"; answer: FormAnswer }
  /** The server never handled it, and will not: nothing was changed. */
  | { kind: "unsent" }
  | { kind: "unknown"; unheard: Unheard };
export type Trouble = "slow" | "offline" | "unsent" | "unknown";
export type Tell = (trouble: Trouble) => void;
