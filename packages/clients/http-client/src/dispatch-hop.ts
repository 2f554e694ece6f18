import { onAbort } from '@jobwright/concurrency';
import { type Dispatcher, errors } from 'undici';
import { type BodyFlow, BodyQueue } from './body/body-queue.ts';
import { type OpenRequestBody, openRequestBody } from './body/request-body.ts';
import { type BodyFailures, ResponseBody } from './body/response-body.ts';
import { cancelledError, toFailure, proxyFailedError, tooLargeError } from './http-failure.ts';
import type { HttpHop } from './http-hop.ts';
import type { HttpResponseHead } from './http-message.ts';
import type { Permit } from './limits/origin-guard.ts';
import { refusedError } from './route/open-tunnel.ts';
import type { Route } from './route/route.ts';
import { readHeaders } from './response-headers.ts';

/**
 * They end with their headers. A `Content-Length` in them is that of the body that was not sent (RFC 9110,
 * 8.6).
 */
const WITHOUT_BODY: readonly number[] = [204, 304];

export interface DispatchOptions {
  readonly signal: AbortSignal;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxResponseBytes: number;
  /** Called when the request has ended: its response was read or cancelled, or it failed. */
  readonly onEnd?: (failure: Error | undefined) => void;
}

/** The response to one request, as soon as its headers have arrived. */
export interface HopResponse extends HttpResponseHead {
  readonly url: string;
  readonly body: ResponseBody;
}

export interface HopDispatch {
  readonly hop: HttpHop;
  readonly route: Route;
  /** Released when the request has ended: its response was read, or there will be none. */
  readonly permit?: Pick<Permit, 'release'>;
}

/**
 * Sends one request; resolves when the headers of its response have arrived. An abort ends it at once, even
 * while it waits for a connection.
 */
export function dispatchHop(dispatch: HopDispatch, options: DispatchOptions): Promise<HopResponse> {
  return new Promise((resolve, reject) => {
    new HopExchange(dispatch, options, { resolve, reject }).start();
  });
}

interface Settlers {
  readonly resolve: (response: HopResponse) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One request and its response, as undici sees it. A class rather than closures: this runs for each request.
 */
class HopExchange implements Dispatcher.DispatchHandler, BodyFlow, BodyFailures {
  private readonly dispatch: HopDispatch;
  private readonly options: DispatchOptions;
  private readonly settlers: Settlers;
  private readonly queue = new BodyQueue(this);
  private readonly requestBody: OpenRequestBody;
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private hasHead = false;
  private hasNoBody = false;
  private isCancelled = false;
  private stopListening: () => void = () => undefined;
  // A function: with an object as listener, Node keeps finished exchanges until the next full garbage
  // collection.
  private readonly cancel = (): void =>
    this.fail(cancelledError(this.dispatch.hop, this.options.signal.reason));

  constructor(dispatch: HopDispatch, options: DispatchOptions, settlers: Settlers) {
    this.dispatch = dispatch;
    this.options = options;
    this.settlers = settlers;
    this.requestBody = openRequestBody(dispatch.hop.body);
  }

  start(): void {
    const { hop, route } = this.dispatch;
    const { signal, headersTimeoutMs, bodyTimeoutMs } = this.options;
    if (signal.aborted) return this.cancel();
    this.stopListening = onAbort(signal, this.cancel);
    const options = {
      origin: route.origin,
      path: route.path,
      method: hop.method,
      headers: listHeaders(hop, route),
      body: this.requestBody.content,
      headersTimeout: headersTimeoutMs,
      bodyTimeout: bodyTimeoutMs,
    };
    route.transport.dispatch(options, this);
  }

  pause(): void {
    this.controller?.pause();
  }

  resume(): void {
    this.controller?.resume();
  }

  close(): void {
    this.isCancelled = true;
    this.fail(new Error('The body was cancelled'));
  }

  tooLargeError(maxBytes: number): Error {
    return tooLargeError(this.dispatch.hop, maxBytes);
  }

  toFailure(error: Error): Error {
    return toFailure(this.dispatch.hop, error);
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    this.controller = started;
    // After a lost connection, undici may resend a request that was already answered in part.
    if (this.hasHead) this.fail(this.toFailure(new ConnectionLostError()));
    if (this.failure !== undefined) started.abort(this.failure);
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    reason?: string,
  ): void {
    if (status < 200) return;
    const { hop, route } = this.dispatch;
    const { maxResponseBytes: maxBytes } = this.options;
    if (status === 407 && route.isProxied) return this.fail(proxyFailedError(hop, refusedError(status)));
    this.hasHead = true;
    this.hasNoBody = WITHOUT_BODY.includes(status);
    this.settlers.resolve({
      url: hop.target.href,
      status,
      reason: reason ?? '',
      headers: readHeaders(rawHeaders, headers),
      body: new ResponseBody(this.queue, { encodings: headers['content-encoding'], maxBytes }, this),
    });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.queue.push(chunk);
  }

  onResponseEnd(): void {
    this.settle();
    if (!this.hasHead) return this.fail(this.toFailure(new Error('The response has no status')));
    this.queue.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.hasNoBody && error instanceof errors.ResponseContentLengthMismatchError)
      return this.onResponseEnd();
    this.fail(this.requestBody.isOwn(error) ? error : this.toFailure(error));
  }

  private fail(error: Error): void {
    if (this.failure !== undefined) return;
    this.failure = error;
    this.settle();
    this.queue.fail(error);
    this.settlers.reject(error);
    this.controller?.abort(error);
  }

  private settle(): void {
    this.stopListening();
    this.requestBody.close();
    this.dispatch.permit?.release();
    this.options.onEnd?.(this.isCancelled ? undefined : this.failure);
  }
}

class ConnectionLostError extends Error {
  readonly code = 'ECONNRESET';
}

function listHeaders(hop: HttpHop, route: Route): string[] {
  const list: string[] = [];
  for (const line of hop.headers) list.push(line[0], line[1]);
  if (route.headers.length === 0) return list;
  const names = new Set(hop.headers.map(([name]) => name.toLowerCase()));
  for (const line of route.headers) if (!names.has(line[0].toLowerCase())) list.push(line[0], line[1]);
  return list;
}
