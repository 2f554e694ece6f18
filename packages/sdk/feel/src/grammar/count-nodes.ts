/** The number of nodes of a syntax tree: the work of running it once, not counting loops and functions. */
export function countNodes(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  if (Array.isArray(node)) return node.reduce<number>((total, part) => total + countNodes(part), 0);
  if ('type' in node && node.type === 'literal') return 1;
  return Object.values(node).reduce<number>(
    (total, part) => total + countNodes(part),
    'type' in node ? 1 : 0,
  );
}
