import { isIP } from 'node:net';
import { ConnectorError, type Destination } from '@jobwright/connector-sdk';
import { hasDotSegment } from './path-segment.ts';

/** Where a request goes, taken apart once. */
export interface RequestTarget {
  readonly href: string;
  readonly origin: string;
  readonly isSecure: boolean;
  /** Name or address, and the port unless it is the default. */
  readonly host: string;
  /** Name or address, without brackets and the dot at the end. */
  readonly hostname: string;
  readonly port: number;
  /** The same for the egress policy. */
  readonly destination: Destination;
  /** Path and query as they go on the wire. */
  readonly path: string;
  /** Origin and path, without credentials and query: what messages may say. */
  readonly label: string;
  /** From the credentials in the URL. */
  readonly authorization: string | undefined;
}

interface UrlOptions {
  readonly skipUrlEncoding?: boolean;
}

/** Why a URL cannot be called, or `undefined` when it can. Never repeats the URL: it may hold a secret. */
export function describeUrlProblem(url: string, options: UrlOptions = {}): string | undefined {
  const found = findTarget(url, options);
  return typeof found === 'string' ? found : undefined;
}

/** @throws ConnectorError `HTTP_URL_INVALID` */
export function parseTarget(text: string, options: UrlOptions = {}): RequestTarget {
  const found = findTarget(text, options);
  if (typeof found !== 'string') return found;
  throw new ConnectorError({ code: 'HTTP_URL_INVALID', message: `The URL ${found}` });
}

/** A URL is looked at when inputs are validated, and again when it is called: what came of the last ones is kept. */
const kept = new Map<string, RequestTarget | string>();
const MAX_KEPT = 256;
const MAX_KEPT_LENGTH = 2_000;

/** Where a URL leads, or what is wrong with it. */
function findTarget(text: string, options: UrlOptions): RequestTarget | string {
  if (options.skipUrlEncoding === true || text.length > MAX_KEPT_LENGTH) return toTarget(text, options);
  const known = kept.get(text);
  if (known !== undefined) return known;
  const target = toTarget(text, options);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(text, target);
  return target;
}

function toTarget(text: string, options: UrlOptions): RequestTarget | string {
  const url = parseUrl(text, options);
  if (typeof url === 'string') return url;
  const isSecure = url.protocol === 'https:';
  const hostname = url.hostname.replace(/^\[|\]$|\.$/g, '');
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  const destination = { host: hostname, port, url: toRuleUrl(url) };
  return {
    href: url.href,
    origin: url.origin,
    isSecure,
    host: url.host,
    hostname,
    port,
    destination: isIP(hostname) === 0 ? destination : { ...destination, address: hostname },
    path: options.skipUrlEncoding === true ? toVerbatimPath(text) : toEncodedPath(url),
    label: `${url.origin}${url.pathname}`,
    authorization: toAuthorization(url),
  };
}

/** In the one form that rules see: credentials, and the dot of an absolute name, do not hide where it leads. */
const toRuleUrl = ({ protocol, host, pathname, search }: URL): string =>
  `${protocol}//${host.replace(/\.(?=:\d+$|$)/, '')}${pathname}${search}`;

/** The URL, or what is wrong with it. */
function parseUrl(text: string, { skipUrlEncoding }: UrlOptions): URL | string {
  if (!/^\s*https?:\/\//i.test(text)) return 'must start with http:// or https://';
  // The URL parser drops tabs and line breaks silently.
  if (/[\x00-\x1f\x7f]/.test(text)) return 'has a line break or another control character';
  if (skipUrlEncoding === true && !/^[\x21-\x5b\x5d-\x7e]+$/.test(text)) {
    return 'has a character that must be percent-encoded; encode it, or do not skip the encoding';
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'is not a valid URL: check host name and port';
  }
  // The URL parser, or the server, would take the segment before them away: of a path that data was put into, another resource is left.
  if (hasDotSegment(toGivenPath(text))) {
    return 'has "." or ".." as a segment of its path; write the path it leads to';
  }
  const areDecodable = isDecodable(url.username) && isDecodable(url.password);
  return areDecodable ? url : 'has credentials that are not percent-encoded';
}

const toGivenPath = (text: string): string =>
  text.replace(/^\s*https?:\/\/[^/\\?#]*/i, '').replace(/[?#].*$/, '');

const toVerbatimPath = (text: string): string => {
  const path = text.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#[^]*/, '');
  return path.startsWith('/') ? path : `/${path}`;
};

// The URL standard leaves these raw; RFC 3986 does not allow them and strict servers answer 400.
const toEncodedPath = (url: URL): string =>
  `${url.pathname}${url.search}`.replace(/[|^`{}\\]|%(?![0-9a-f]{2})/gi, encodeURIComponent);

function toAuthorization({ username, password }: URL): string | undefined {
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
