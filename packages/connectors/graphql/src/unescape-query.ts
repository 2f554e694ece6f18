/**
 * Strings and comments of GraphQL, in which a backslash is not an escape of the whole text. One without an
 * end extends as far as possible, which keeps the search linear.
 */
const LITERALS = /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?|#[^\n\r]*/g;

/**
 * Unescapes a query that a model contains escaped for JSON: `\n` for line breaks and `\"` for quotes. GraphQL
 * allows no backslash outside strings, so such a text can be recognized; it is corrected as the official
 * connector does.
 */
export function unescapeQuery(query: string): string {
  if (!query.replaceAll(LITERALS, '').includes('\\')) return query;
  return query.replaceAll('\\n', ' ').replaceAll('\\"', '"');
}
