import type { OperationContext } from '@jobwright/connector-sdk';
import { callHttp, type HttpCall } from '@jobwright/http-client';
import { collectPages, type PagesResult } from './pages/collect-pages.ts';
import type { Position } from './pages/next-position.ts';
import type { Pages } from './pages/pages.schema.ts';
import type { FetchedPage } from './pages/read-pages.ts';
import { refuseOversized, type RequestPaths } from './refuse-oversized.ts';
import { type HttpResult, readResponse, type ReadOptions } from './response/read-response.ts';
import type { ResponseFormat } from './response/response-format.schema.ts';
import { toOfficialFailure } from './to-official-failure.ts';

/** The page that a request is for, and its idempotency key. */
export interface CallOptions {
  /** Of the page to request. */
  readonly position: Position;
  /** The same for each attempt of the job, and different for each page. */
  readonly idempotencyKey: string;
}

/** How to create the requests of an exchange, how to read the responses, and whether there are pages. */
export interface Exchange {
  readonly format: ResponseFormat;
  /** Default: none, a single response. */
  readonly pages?: Pages | null | undefined;
  /**
   * Creates the request for a page; called once for each page. @throws InputError for a page that cannot be
   * requested
   */
  readonly createCall: (options: CallOptions) => HttpCall;
  /** Checks a body that fits into a variable; what it throws is the failure. Default: no check. */
  readonly inspect?: ReadOptions['inspect'];
  /** The inputs that URL, headers and body come from, for messages. */
  readonly paths: RequestPaths;
}

/**
 * Sends a request and returns its response for the process, or the items of all pages as one list. A request
 * is repeated once after 429, 503 and a lost connection.
 * @throws ConnectorError, RetryableError with the codes of `exchangeErrors`; InputError for a request that is
 * too large; what `inspect` throws
 */
export function exchangeHttp(
  exchange: Exchange,
  context: OperationContext,
): Promise<HttpResult | PagesResult> {
  const { pages, format } = exchange;
  if (pages === null || pages === undefined || pages.type === 'none') return exchangeOnce(exchange, context);
  const ofPage: Exchange = { ...exchange, format: { ...format, as: 'JSON', whenLarger: 'FAIL' } };
  const fetchPage = async (position: Position, page: number): Promise<FetchedPage> => {
    const { result, requestedUrl, answeredUrl } = await exchangePage(ofPage, { position, page }, context);
    return { result, url: findPageUrl(requestedUrl, answeredUrl) };
  };
  const { idempotencyKey } = context;
  const { method } = exchange.createCall({ position: { kind: 'first' }, idempotencyKey }).request;
  return collectPages(pages, { format, method, fetchPage }, context);
}

async function exchangeOnce(exchange: Exchange, context: OperationContext): Promise<HttpResult> {
  const { result } = await exchangePage(exchange, { position: { kind: 'first' }, page: 1 }, context);
  return result;
}

interface PageRequest {
  readonly position: Position;
  /** From 1. */
  readonly page: number;
}

interface Exchanged {
  readonly result: HttpResult;
  readonly requestedUrl: string;
  readonly answeredUrl: string;
}

async function exchangePage(
  { createCall, format, inspect, paths }: Exchange,
  { position, page }: PageRequest,
  context: OperationContext,
): Promise<Exchanged> {
  const suffix = page === 1 ? '' : `-${page}`;
  const call = createCall({ position, idempotencyKey: `${context.idempotencyKey}${suffix}` });
  refuseOversized(call.request, paths);
  const { method, url } = call.request;
  const options = { format, method, url, inspect };
  const repeating = { ...call, request: { ...call.request, repeatsOnce: true } };
  try {
    return await callHttp(repeating, context, async (response) => {
      context.logger.debug({ method, status: response.status, page }, 'HTTP call answered');
      const result = await readResponse(response, options, context);
      return { result, requestedUrl: url, answeredUrl: response.url };
    });
  } catch (error) {
    throw toOfficialFailure(error);
  }
}

/**
 * Where links on a page start from: where redirects within its origin led, with the credentials of the
 * request.
 */
function findPageUrl(requested: string, answered: string): string {
  const [own, final] = [new URL(requested), new URL(answered)];
  if (own.origin !== final.origin) return requested;
  final.username = own.username;
  final.password = own.password;
  return final.href;
}
