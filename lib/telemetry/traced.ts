/**
 * Parts of a trace, where OTEL_EXPORTER_OTLP_ENDPOINT is set: lib/telemetry/tracing is then loaded at the start and
 * puts itself here, on `globalThis`, since Next builds a page and the start apart. Else a part costs a look at a
 * variable.
 */
const kept: typeof globalThis & { tracing?: Tracing } = globalThis;

/** Runs `work` as a part of the trace of this request. `told`: what its result adds, of constants. */
export function traced<T>(
  name: string,
  work: () => Promise<T>,
  told?: (result: T) => Notes,
): Promise<T> {
  const { tracing } = kept;
  return tracing === undefined ? work() : tracing.part(name, work, told);
}

/** Adds constants to the part that is under way. */
export function noteOnTrace(notes: Notes): void {
  kept.tracing?.note(notes);
}

/** Sends what has ended, and from now on each part as soon as it ends: this server is about to stop. */
export async function flushTraces(): Promise<void> {
  await kept.tracing?.flush();
}

/** From now on, parts are kept by this. */
export function traceBy(tracing: Tracing): void {
  kept.tracing = tracing;
}

/** Names that lib/telemetry/tracing/allowed.ts lets through; undefined adds nothing. */
export type Notes = Readonly<Record<string, string | number | undefined>>;
export type Tracing = {
  part: <T>(name: string, work: () => Promise<T>, told?: (result: T) => Notes) => Promise<T>;
  note: (notes: Notes) => void;
  flush: () => Promise<void>;
};
