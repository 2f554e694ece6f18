/** The name that was probably meant, or undefined if none is close. */
export function findClosestName(given: string, names: readonly string[]): string | undefined {
  const word = given.toLowerCase();
  const extended = names.find((name) => word.length > 1 && (name.startsWith(word) || word.startsWith(name)));
  if (extended !== undefined) return extended;
  const [closest] = names
    .map((name) => ({ name, distance: countEdits(word, name) }))
    .filter(({ name, distance }) => distance <= Math.ceil(name.length / 3))
    .sort((one, other) => one.distance - other.distance);
  return closest?.name;
}

/** Letters to insert, delete or replace (Levenshtein). */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
