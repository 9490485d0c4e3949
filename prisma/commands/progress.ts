/**
 * Progress on one line that is overwritten; if the output is no terminal, only the last state. Call
 * the returned function with each new count.
 */
export function progressBar(total: number): (done: number) => void {
  const begun = performance.now();
  return (done) => {
    const finished = done >= total;
    const filled = Math.round((Math.min(done, total) / total) * width);
    const text = `${"█".repeat(filled)}${"░".repeat(width - filled)} ${done}/${total}`;
    if (process.stdout.isTTY) {
      const left = Math.round((((performance.now() - begun) / done) * (total - done)) / 1_000);
      process.stdout.write(`\r${text}${finished ? "      \n" : ` ${left} s `}`);
    } else if (finished) console.log(text);
  };
}

const width = 30;
