/**
 * Keeps the first few of many, in order, with memory for those few only. Equals keep the order in which they
 * came.
 */
export interface Ranking<Item> {
  add(value: number, item: Item): void;
  list(): readonly Item[];
}

export function createRanking<Item>({
  limit,
  order,
}: {
  readonly limit: number;
  readonly order: 'ASC' | 'DESC';
}): Ranking<Item> {
  const entries: { readonly value: number; readonly item: Item }[] = [];
  const comesBefore = (one: number, other: number): boolean => (order === 'ASC' ? one < other : one > other);

  /** Where a value goes: after all that it does not come before. */
  function findIndex(value: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesBefore(value, entries[middle]?.value ?? value)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    add(value, item) {
      const index = findIndex(value);
      if (index >= limit) return;
      entries.splice(index, 0, { value, item });
      if (entries.length > limit) entries.pop();
    },
    list: () => entries.map(({ item }) => item),
  };
}
