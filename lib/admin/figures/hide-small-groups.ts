/** From this number on a group is shown. */
export const smallestShown = 5;

/**
 * Hides groups of fewer than five. Where the total is known, what is hidden together must not tell one of them:
 * then the smallest of the others are hidden too, until at least two groups of five people in all are.
 * @returns the groups in their order, null for a hidden one, and the total where it may be shown.
 */
export function hideSmallGroups<Group extends { count: number }>(
  groups: readonly Group[],
): { counts: (number | null)[]; total: number | null } {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const hidden = new Set<number>();
  for (const [at, { count }] of groups.entries()) {
    if (count > 0 && count < smallestShown) hidden.add(at);
  }
  const sumOfHidden = () => [...hidden].reduce((sum, at) => sum + (groups[at]?.count ?? 0), 0);
  const shown = [...groups.entries()]
    .filter(([at, { count }]) => count > 0 && !hidden.has(at))
    .sort(([, one], [, other]) => one.count - other.count);
  while (hidden.size > 0 && sumOfHidden() < smallestShown) {
    const next = shown.shift();
    if (next === undefined) break;
    hidden.add(next[0]);
  }
  // With nobody else to hide behind, the total would tell.
  const isTold = hidden.size > 0 && sumOfHidden() < smallestShown;
  return {
    counts: groups.map(({ count }, at) => (hidden.has(at) ? null : count)),
    total: isTold || (total > 0 && total < smallestShown) ? null : total,
  };
}
