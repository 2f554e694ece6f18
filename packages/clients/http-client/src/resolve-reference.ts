const REFERENCE = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i;

/**
 * The address that a reference means where it was found, e.g. in a `Location` (RFC 3986, 5.2). `base` is a URL in the form that goes out.
 * Unlike the URL standard it takes neither a backslash nor a missing host for something else, and no percent-encoded dot for a way up.
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

/** A header's value as a reference: bytes beyond ASCII, which Node gives as characters of Latin-1, stay the bytes they are. */
export const toReference = (headerValue: string): string =>
  headerValue.replaceAll(
    /[\x80-\xff]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
