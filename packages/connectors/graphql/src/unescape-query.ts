/**
 * Strings and comments of GraphQL: what is in them is never an escape of the whole text. One without an end goes as far as it can, so
 * that nothing is looked at twice.
 */
const LITERALS = /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*/g;

/**
 * Some models hold a query that was escaped for JSON: `\n` for line breaks and `\"` for quotes. No backslash may stand outside
 * the strings of GraphQL, so that such a text can be told, and is put right as the official connector does.
 */
export function unescapeQuery(query: string): string {
  if (!query.replaceAll(LITERALS, '').includes('\\')) return query;
  return query.replaceAll('\\n', ' ').replaceAll('\\"', '"');
}
