import { describeHeaderProblem } from './describe-header-problem.ts';
import { httpErrors } from './http-errors.ts';
import type { HeaderLine, HttpMethod, HttpRequest, HttpResponseHead } from './http-message.ts';
import { readHeader } from './http-message.ts';
import { describeUrlProblem, parseTarget, type RequestTarget } from './request-target.ts';
import { resolveReference, toReference } from './resolve-reference.ts';

/** One request on one connection; a redirect leads to the next. */
export interface HttpHop {
  readonly method: HttpMethod;
  readonly target: RequestTarget;
  readonly headers: readonly HeaderLine[];
  readonly body: HttpRequest['body'];
  /** A redirect has led to another origin, so the client certificate is no longer used. */
  readonly hasLeftOrigin: boolean;
}

/** Only these are sent to another origin: any other header may contain a credential. */
const KEPT_ACROSS_ORIGINS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-length',
  'content-type',
  'user-agent',
]);
const DESCRIBES_BODY = new Set([
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
]);

/** The first hop of a request. @throws ConnectorError `HTTP_URL_INVALID`, `HTTP_REQUEST_INVALID` */
export function createFirstHop(request: HttpRequest): HttpHop {
  const target = parseTarget(request.url, { skipUrlEncoding: request.skipUrlEncoding ?? false });
  const headers = request.headers ?? [];
  for (const line of headers) {
    const problem = describeHeaderProblem(line);
    if (problem === undefined) continue;
    const message = `${request.method} ${target.label} was not sent: header ${JSON.stringify(line[0])} ${problem}`;
    throw httpErrors.HTTP_REQUEST_INVALID({ message });
  }
  const { body } = request;
  const length = typeof body === 'object' && 'open' in body ? body.length : undefined;
  const lines = withDefaults(headers, target);
  return {
    method: request.method,
    target,
    headers: length === undefined ? lines : [...lines, ['Content-Length', String(length)]],
    body,
    hasLeftOrigin: false,
  };
}

/**
 * The request that a redirect asks for (RFC 9110, 15.4, and the Fetch standard); `undefined` if the response
 * is not a redirect.
 */
export function findRedirectHop(hop: HttpHop, response: HttpResponseHead): HttpHop | undefined {
  const location = [301, 302, 303, 307, 308].includes(response.status)
    ? readHeader(response.headers, 'location')
    : undefined;
  if (location === undefined) return undefined;
  const url = resolveReference(toReference(location), hop.target.href);
  const problem = describeUrlProblem(url);
  if (problem !== undefined) {
    const message = `${hop.method} ${hop.target.label} redirects to a URL that ${problem}`;
    throw httpErrors.HTTP_URL_INVALID({ message });
  }
  const target = parseTarget(url);
  const becomesGet =
    (response.status === 303 && hop.method !== 'HEAD') || (response.status < 303 && hop.method === 'POST');
  const headers = hop.headers.filter(([name]) => {
    if (becomesGet && DESCRIBES_BODY.has(name.toLowerCase())) return false;
    return target.origin === hop.target.origin || KEPT_ACROSS_ORIGINS.has(name.toLowerCase());
  });
  return {
    method: becomesGet ? 'GET' : hop.method,
    target,
    headers: withDefaults(headers, target),
    body: becomesGet ? undefined : hop.body,
    hasLeftOrigin: hop.hasLeftOrigin || target.origin !== hop.target.origin,
  };
}

const DEFAULTS: readonly HeaderLine[] = [
  ['User-Agent', 'jobwright'],
  ['Accept-Encoding', 'gzip, deflate, br'],
];

function withDefaults(headers: readonly HeaderLine[], target: RequestTarget): readonly HeaderLine[] {
  const defaults =
    target.authorization === undefined
      ? DEFAULTS
      : [...DEFAULTS, ['Authorization', target.authorization] as const];
  if (headers.length === 0) return defaults;
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return [...headers, ...defaults.filter(([name]) => !names.has(name.toLowerCase()))];
}
