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

/** For which page a request is made, and with which idempotency key. */
export interface CallOptions {
  /** Of the page that is asked for. */
  readonly position: Position;
  /** The same each time the job is tried, another for each page. */
  readonly idempotencyKey: string;
}

/** What an exchange is made of: how to make its requests, how to read the answer, and whether there are pages. */
export interface Exchange {
  readonly format: ResponseFormat;
  /** Default: one response. */
  readonly pages?: Pages | null | undefined;
  readonly createCall: (options: CallOptions) => HttpCall;
  readonly inspect?: ReadOptions['inspect'];
  /** The inputs that the parts of the request come from. */
  readonly paths: RequestPaths;
}

/**
 * Sends a request and gives its answer to the process, or those of all pages as one list.
 * @throws what `callHttp`, `readResponse` and `collectPages` throw, with the codes of the official connectors where they have one
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

/** Where links on a page start from: where redirects within its origin led, with the credentials of the request. */
function findPageUrl(requested: string, answered: string): string {
  const [own, final] = [new URL(requested), new URL(answered)];
  if (own.origin !== final.origin) return requested;
  final.username = own.username;
  final.password = own.password;
  return final.href;
}
