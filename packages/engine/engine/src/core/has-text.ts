/** Up to this many texts are looked through. */
const FEW = 32;
const indexes = new WeakMap<readonly string[], Set<string>>();

/**
 * Whether a list of different texts has one of them. Texts are only ever added to such a list: a long one is
 * indexed once, since to look through it for each text would be square.
 */
export function hasText(list: readonly string[], text: string): boolean {
  if (list.length <= FEW) return list.includes(text);
  const index = indexes.get(list) ?? new Set<string>();
  indexes.set(list, index);
  for (const added of list.slice(index.size)) index.add(added);
  return index.has(text);
}
