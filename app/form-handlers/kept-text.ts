/**
 * What was typed into a field stays in this tab through a reload. Never used for a password. Goes
 * when the form has gone through, and with the tab.
 */
export function keepText(field: string, value: string): void {
  tryStorage((storage) => storage.setItem(keyOf(field), value));
}

export function keptText(field: string): string {
  return tryStorage((storage) => storage.getItem(keyOf(field))) ?? "";
}

/** Of this page's fields. */
export function forgetTexts(fields: readonly string[]): void {
  for (const field of fields) tryStorage((storage) => storage.removeItem(keyOf(field)));
}

function keyOf(field: string): string {
  return `typed ${window.location.pathname} ${field}`;
}

/** A browser may forbid it, or have no room: then nothing is kept. */
function tryStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
