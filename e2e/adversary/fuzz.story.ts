import { startStack } from "../stack";
import { expect, test } from "../story";
import { fuzz } from "./fuzz";

test("10,000 malformed requests make no fault and no row, and no line that is not ours", async ({
  version,
}) => {
  test.setTimeout(300_000);
  const stack = await startStack({ version });
  const started = stack.output().length;
  try {
    await fuzz(stack, version, { requests: 10_000 });
    const lines = stack.output().slice(started).split("\n").filter(Boolean);
    expect(lines.filter((line) => !line.startsWith('{"level":'))).toEqual([]);
  } finally {
    await stack.close();
  }
});
