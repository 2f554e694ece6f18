const TOKENS = /"(?:\\.|[^"\\])*"?|[[\]{}]/gs;

/** The object or list at the beginning of a text if more text follows. Takes linear time. */
export function findFirstJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > 0) continue;
    const end = index + token.length;
    return text.slice(end).trim() === '' ? undefined : text.slice(0, end);
  }
  return undefined;
}
