import { startStack } from "../support/stack";
import { expect, test } from "../support/story";
import { fuzz } from "./fuzz";

/** On both generations together 8,000: what is PortOne's own is little of it. */
const requests = { v1: 6_000, v2: 2_000 };

test("thousands of malformed requests make no fault and no row, and no line that is not ours", async ({
  version,
}) => {
  test.setTimeout(300_000);
  const stack = await startStack({ version });
  const started = stack.output().length;
  try {
    await fuzz(stack, version, { requests: requests[version] });
    const lines = stack.output().slice(started).split("\n").filter(Boolean);
    expect(lines.filter((line) => !line.startsWith('{"level":'))).toEqual([]);
  } finally {
    await stack.close();
  }
});
