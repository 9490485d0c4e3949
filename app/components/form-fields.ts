/**
 * The text fields of a form. An action can be called with anything, and a field can be a file or come
 * twice: what is no text counts as absent, and of several the last counts.
 */
export function readFields(form: unknown): Readonly<Record<string, string | undefined>> {
  if (!(form instanceof FormData)) return {};
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value;
  return fields;
}
