const REFERENCE = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i;

/**
 * Resolves a reference, e.g. of a `Location` header (RFC 3986, 5.2). `base` is a URL in the form in which it
 * is sent. Unlike the URL standard it does not reinterpret backslashes, missing hosts and percent-encoded
 * dots.
 */
export function resolveReference(reference: string, base: string): string {
  const [, scheme, authority, path = '', query = ''] = REFERENCE.exec(reference.trim()) ?? [];
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = REFERENCE.exec(base) ?? [];
  if (scheme !== undefined) return join(scheme, authority, `${removeDots(path)}${query}`);
  if (authority !== undefined) return join(baseScheme, authority, `${removeDots(path)}${query}`);
  if (path === '') return join(baseScheme, baseAuthority, `${basePath}${query === '' ? baseQuery : query}`);
  const merged = path.startsWith('/') ? path : `${basePath.replace(/[^/]*$/, '')}${path}`;
  return join(baseScheme, baseAuthority, `${removeDots(merged)}${query}`);
}

const join = (scheme: string, authority: string | undefined, rest: string): string =>
  `${scheme}${authority === undefined ? '' : `//${authority}`}${rest}`;

/** RFC 3986, 5.2.4. */
function removeDots(path: string): string {
  if (!path.includes('.')) return path;
  const segments = path.split('/');
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return kept.join('/');
}

/**
 * Converts a header value to a reference: bytes beyond ASCII, which Node returns as Latin-1 characters, are
 * percent-encoded unchanged.
 */
export const toReference = (headerValue: string): string =>
  headerValue.replaceAll(
    /[\x80-\xff]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
