import { getHeapStatistics } from "node:v8";
import { underTightHeap } from "./tight-heap";

/** So many are alive at once: long enough to outlive the short rounds, as answers of the database do. */
const alive = 5_000;

/** The most that the heap held over what it held before, in MB, while so many came and went. */
async function highestOf(count: number): Promise<number> {
  const ring = new Array<string[]>(alive);
  let highest = 0;
  const before = getHeapStatistics().used_heap_size;
  for (let made = 0; made < count; made += 1) {
    ring[made % alive] = Array.from({ length: 100 }, (_, at) => `${made} ${at}`);
    if (made % 100 !== 0) continue;
    highest = Math.max(highest, getHeapStatistics().used_heap_size - before);
    await new Promise(setImmediate);
  }
  return highest / 2 ** 20;
}

// As long as a process is young, V8 lets its heap grow by another rule.
await highestOf(100_000);
const under = await underTightHeap(() => highestOf(100_000));
const usual = await highestOf(100_000);
process.stdout.write(JSON.stringify({ under, usual }));
