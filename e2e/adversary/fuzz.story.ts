import { startStack } from "../support/stack";
import { expect, test } from "../support/story";
import { fuzz } from "./fuzz";

/** 3,000 together, little of the code differing between V1 and V2; `npm run fuzz` makes any number. */
const requests = { v1: 2_000, v2: 1_000 };

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
