import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** In hundredths: by so much more than what is alive the heap may grow before it is tidied. */
const tight = 10;
/** As V8 sees fit, which is up to four times what is alive. */
const usual = 0;
let under = 0;

/**
 * While the work goes on, memory that is done with is given back soon. V8 alone lets a heap grow to several times
 * what is alive before it tidies what has outlived two of its short rounds, and a file's maker leaves two kilobytes a
 * row of that behind. It tidies beside the work; once, at the beginning, everybody waits for it, a tenth of a
 * second, since how far the heap may grow is settled whenever it has been tidied.
 */
export async function underTightHeap<T>(work: () => Promise<T>): Promise<T> {
  under += 1;
  setFlagsFromString(`--heap-growing-percent=${tight}`);
  tidy();
  try {
    return await work();
  } finally {
    under -= 1;
    if (under === 0) setFlagsFromString(`--heap-growing-percent=${usual}`);
  }
}

function tidy(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function") Reflect.apply(collect, null, []);
}
