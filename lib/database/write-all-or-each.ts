/**
 * Writes all rows at once; if that fails, one by one, so that a bad row does not block the others.
 * @param write writes the row of the key, or all rows for `{}`.
 * @throws the first row's error, after all other rows were written.
 */
export async function writeAllOrEach<Key extends object>(
  write: (key: Partial<Key>) => Promise<{ count: number }>,
  findKeys: () => Promise<Key[]>,
): Promise<number> {
  try {
    return (await write({})).count;
  } catch {
    const faults: unknown[] = [];
    let written = 0;
    for (const key of await findKeys()) {
      try {
        written += (await write(key)).count;
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
    return written;
  }
}
