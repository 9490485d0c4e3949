/**
 * Writes all rows at once; where that fails, one after the other, so that one row that cannot be
 * written keeps no other person's data. Returns how many it wrote.
 * @param write the rows that the key names, or all of them.
 * @throws the first row's fault, once every other row has been written.
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
