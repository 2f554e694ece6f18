/** A character as RE2 writes it. */
export function quoteCodePoint(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return /[A-Za-z0-9]/.test(character) ? character : `\\x{${codePoint.toString(16)}}`;
}
