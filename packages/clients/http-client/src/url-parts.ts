/** A URL taken apart as it is written (RFC 3986, appendix B), for `http:` and `https:`. */
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

/** The parts of a URL, without its fragment, or what is wrong with it. Nothing is resolved: the URL standard would call another resource. */
export function parseUrlParts(text: string): UrlParts | string {
  const match = URL_PARTS.exec(text);
  if (match === null) return 'must start with http:// or https://';
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  if (authority === '') return 'has no host';
  // Browsers read it as a slash, which would end the host; others do not.
  if (authority.includes('\\')) return 'has a backslash before or in its path; write a slash';
  return { protocol: scheme.toLowerCase(), authority, path, query };
}

/** What RFC 3986 (3.3, 3.4) does not allow as it is, and percent signs that encode nothing. */
const NOT_IN_PATH = /[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9a-fA-F]{2})/gu;
/** The quote is allowed, but the URL standard encodes it in a query. */
const NOT_IN_QUERY = /[^\w\-.~!$&()*+,;=:@/?%]|%(?![0-9a-fA-F]{2})/gu;

/** Path and query with everything percent-encoded that may not stand there; what is encoded stays. */
export const encodeTarget = ({ path, query }: UrlParts): string =>
  `${(path === '' ? '/' : path).replace(NOT_IN_PATH, percentEncode)}${query.slice(0, 1)}${query.slice(1).replace(NOT_IN_QUERY, percentEncode)}`;

/** In UTF-8; half a character becomes the sign for what is no character. */
const percentEncode = (character: string): string =>
  Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  );
