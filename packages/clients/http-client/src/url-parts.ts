/** The parts of an `http:` or `https:` URL as written (RFC 3986, appendix B). */
export interface UrlParts {
  /** `http:` or `https:`. */
  readonly protocol: string;
  /** Credentials, host and port. */
  readonly authority: string;
  /** Begins with a slash, or is empty. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

const URL_PARTS = /^(https?:)\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i;

/**
 * The parts of a URL without its fragment, or why it is not valid. Nothing is resolved, as that could lead to
 * another resource.
 */
export function parseUrlParts(text: string): UrlParts | string {
  const match = URL_PARTS.exec(text);
  if (match === null) return 'must start with http:// or https://';
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  if (authority === '') return 'has no host';
  // Browsers read it as a slash that ends the host; other clients do not.
  if (authority.includes('\\')) return 'has a backslash before or in its path; write a slash';
  return { protocol: scheme.toLowerCase(), authority, path, query };
}

/** Characters that RFC 3986 (3.3, 3.4) does not allow unencoded, and percent signs that encode nothing. */
const NOT_IN_PATH = /[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9a-fA-F]{2})/gu;
/** The quote is allowed, but the URL standard encodes it in queries. */
const NOT_IN_QUERY = /[^\w\-.~!$&()*+,;=:@/?%]|%(?![0-9a-fA-F]{2})/gu;

/** Percent-encodes what is not allowed in path and query; what is encoded already stays unchanged. */
export const encodeTarget = ({ path, query }: UrlParts): string =>
  `${(path === '' ? '/' : path).replace(NOT_IN_PATH, percentEncode)}${query.slice(0, 1)}${query.slice(1).replace(NOT_IN_QUERY, percentEncode)}`;

/** In UTF-8; a lone surrogate becomes U+FFFD. */
const percentEncode = (character: string): string =>
  Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  );
