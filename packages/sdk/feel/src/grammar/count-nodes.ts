/** How many parts a syntax tree has: the work of running it once, loops and functions aside. */
export function countNodes(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  if (Array.isArray(node)) return node.reduce<number>((total, part) => total + countNodes(part), 0);
  if ('type' in node && node.type === 'literal') return 1;
  return Object.values(node).reduce<number>(
    (total, part) => total + countNodes(part),
    'type' in node ? 1 : 0,
  );
}
