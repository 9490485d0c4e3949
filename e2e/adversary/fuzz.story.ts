import { startStack } from "../support/stack";
import { expect, test } from "../support/story";
import { fuzz } from "./fuzz";

/** 6,000 together; little of the code differs between V1 and V2. */
const requests = { v1: 4_000, v2: 2_000 };

test("thousands of malformed requests cause no error, no row and no foreign log line", async ({
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
