/**
 * Keeps a field's text in this tab through a reload, until the form is accepted. Never for a
 * password.
 */
export function keepText(field: string, value: string): void {
  tryStorage((storage) => storage.setItem(keyOf(field), value));
}

export function keptText(field: string): string {
  return tryStorage((storage) => storage.getItem(keyOf(field))) ?? "";
}

export function forgetTexts(fields: readonly string[]): void {
  for (const field of fields) tryStorage((storage) => storage.removeItem(keyOf(field)));
}

function keyOf(field: string): string {
  return `typed ${window.location.pathname} ${field}`;
}

/** Null if the browser forbids storage or has no room. */
function tryStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(window.sessionStorage);
  } catch {
    return null;
  }
}
