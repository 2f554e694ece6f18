/** Line and column, from 1, of a character of a text. */
export function locatePosition(
  text: string,
  position: number | undefined,
): { readonly line: number; readonly column: number } | Record<never, never> {
  if (position === undefined) return {};
  const before = text.slice(0, position);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: position - lastBreak };
}
