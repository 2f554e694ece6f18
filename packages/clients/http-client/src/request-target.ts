import { isIP } from 'node:net';
import { createLruCache } from '@jobwright/concurrency';
import type { Destination } from '@jobwright/connector-sdk';
import { httpErrors } from './http-errors.ts';
import { hasDotSegment } from './path-segment.ts';
import { encodeTarget, parseUrlParts, type UrlParts } from './url-parts.ts';

/** The parts of the URL of a request. */
export interface RequestTarget {
  readonly href: string;
  readonly origin: string;
  readonly isSecure: boolean;
  /** Name or address, with the port unless it is the default port. */
  readonly host: string;
  /** Name or address, without brackets and trailing dot. */
  readonly hostname: string;
  readonly port: number;
  /** The same for the egress policy. */
  readonly destination: Destination;
  /** Path and query as they are sent. */
  readonly path: string;
  /** Origin and path, without credentials and query, for messages. */
  readonly label: string;
  /** A header value made from the credentials in the URL. */
  readonly authorization: string | undefined;
}

interface UrlOptions {
  readonly skipUrlEncoding?: boolean;
}

/**
 * Why a URL cannot be called, or `undefined` if it can. Never repeats the URL, which may contain a secret.
 */
export function describeUrlProblem(url: string, options: UrlOptions = {}): string | undefined {
  const found = findTarget(url, options);
  return typeof found === 'string' ? found : undefined;
}

/** @throws ConnectorError `HTTP_URL_INVALID` */
export function parseTarget(text: string, options: UrlOptions = {}): RequestTarget {
  const found = findTarget(text, options);
  if (typeof found !== 'string') return found;
  throw httpErrors.HTTP_URL_INVALID({ message: `The URL ${found}` });
}

/** A URL is parsed when inputs are validated, and again when it is called. */
const kept = createLruCache<RequestTarget | string>({ maxEntries: 256 });
const MAX_KEPT_LENGTH = 2_000;

/** The parts of a URL, or why it is not valid. */
function findTarget(text: string, options: UrlOptions): RequestTarget | string {
  if (options.skipUrlEncoding === true || text.length > MAX_KEPT_LENGTH) return readTarget(text, options);
  return kept.getOrCreate(text, () => readTarget(text, options));
}

function readTarget(text: string, options: UrlOptions): RequestTarget | string {
  const found = parseUrl(text, options);
  if (typeof found === 'string') return found;
  const { parts, origin: url } = found;
  const isSecure = url.protocol === 'https:';
  const hostname = url.hostname.replace(/^\[|\]$|\.$/g, '');
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  const path = options.skipUrlEncoding === true ? joinPath(parts) : encodeTarget(parts);
  const destination = { host: hostname, port, url: buildRuleUrl(url, path) };
  return {
    href: `${url.origin}${path}`,
    origin: url.origin,
    isSecure,
    host: url.host,
    hostname,
    port,
    destination: isIP(hostname) === 0 ? destination : { ...destination, address: hostname },
    path,
    label: `${url.origin}${path.replace(/\?.*$/s, '')}`,
    authorization: readAuthorization(url),
  };
}

/** The canonical form for rules: without credentials and the trailing dot of the name. */
const buildRuleUrl = ({ protocol, host }: URL, path: string): string =>
  `${protocol}//${host.replace(/\.(?=:\d+$|$)/, '')}${path}`;

interface ParsedUrl {
  /** As written. */
  readonly parts: UrlParts;
  /** Scheme, credentials, host and port in canonical form. */
  readonly origin: URL;
}

/** The parsed URL, or why it is not valid. */
function parseUrl(text: string, { skipUrlEncoding }: UrlOptions): ParsedUrl | string {
  // The URL parser drops tabs and line breaks silently.
  if (/[\x00-\x1f\x7f]/.test(text)) return 'has a line break or another control character';
  if (skipUrlEncoding === true && !/^[\x21-\x5b\x5d-\x7e]*$/.test(text)) {
    return 'has a character that must be percent-encoded; encode it, or do not skip the encoding';
  }
  const parts = parseUrlParts(text.trim());
  if (typeof parts === 'string') return parts;
  let origin: URL;
  try {
    origin = new URL(`${parts.protocol}//${parts.authority}/`);
  } catch {
    return 'is not a valid URL: check host name and port';
  }
  // A server or proxy would remove the segment before it, so a path that contains data could lead to another
  // resource.
  if (hasDotSegment(parts.path)) {
    return 'has "." or ".." as a segment of its path; write the path it leads to';
  }
  const areDecodable = isDecodable(origin.username) && isDecodable(origin.password);
  return areDecodable ? { parts, origin } : 'has credentials that are not percent-encoded';
}

const joinPath = ({ path, query }: UrlParts): string => `${path === '' ? '/' : path}${query}`;

function readAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

function isDecodable(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
