/** The text of an expression without surrounding blanks and the `=` before it. */
export function dropEqualsSign(expression: string): string {
  const trimmed = expression.trim();
  return trimmed.startsWith('=') ? trimmed.slice(1).trim() : trimmed;
}
