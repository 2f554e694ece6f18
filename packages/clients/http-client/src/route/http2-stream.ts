import {
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { toError } from '@jobwright/concurrency';
import type { Dispatch } from './dispatch.ts';
import { toHttp2Headers, listRawHeaders } from './http2-headers.ts';
import { createStreamController, type StreamController } from './http2-controller.ts';
import { MAX_HEADER_BYTES } from './origin-pool.ts';
import { watchEnd } from './watch-end.ts';

export interface Http2StreamHost {
  /** Opens a stream; `isEnd`: there is no body. @throws Error when headers cannot be sent */
  request(headers: OutgoingHttpHeaders, isEnd: boolean): ClientHttp2Stream;
  onTimeout(): void;
  onRefused(): void;
  onHttp1Required(): void;
  /** Called once, however the request ended. */
  onOver(): void;
}

class TimeoutError extends Error {
  readonly code: 'UND_ERR_HEADERS_TIMEOUT' | 'UND_ERR_BODY_TIMEOUT';

  constructor(code: TimeoutError['code']) {
    super('Timed out');
    this.code = code;
  }
}

/** Sends a request over a stream and reports what comes back to the handler, as undici would. */
export function sendOverStream(dispatch: Dispatch, host: Http2StreamHost): void {
  new StreamExchange(dispatch, host).start();
}

/** One request and its response on one stream. */
class StreamExchange {
  private readonly dispatch: Dispatch;
  private readonly host: Http2StreamHost;
  private readonly controller: StreamController;
  private stream: ClientHttp2Stream | undefined;
  private timer: NodeJS.Timeout | undefined;
  private hasHead = false;
  private isOver = false;

  constructor(dispatch: Dispatch, host: Http2StreamHost) {
    this.dispatch = dispatch;
    this.host = host;
    this.controller = createStreamController((reason) => this.fail(reason));
  }

  start(): void {
    const { options, handler } = this.dispatch;
    handler.onRequestStart?.(this.controller, null);
    if (this.isOver) return;
    try {
      const isEnd = options.body === null || options.body === undefined;
      this.stream = this.host.request(toHttp2Headers(options), isEnd);
    } catch (error) {
      return this.fail(toError(error));
    }
    this.controller.attach(this.stream);
    this.listen(this.stream);
    sendBody(this.stream, options.body).then(
      () => {
        if (!this.hasHead) this.limit(options.headersTimeout, 'UND_ERR_HEADERS_TIMEOUT');
      },
      (error: unknown) => this.fail(toError(error)),
    );
  }

  private listen(stream: ClientHttp2Stream): void {
    const { controller } = this;
    const { handler } = this.dispatch;
    const isAnswerEnded = watchEnd(stream);
    stream.on('response', (headers, _flags, ...more: readonly unknown[]) =>
      this.receiveHead(headers, more[0]),
    );
    stream.on('data', (chunk: Buffer) => {
      this.timer?.refresh();
      handler.onResponseData?.(controller, chunk);
    });
    stream.on('end', () => {
      if (this.hasHead && isAnswerEnded()) this.finish(() => handler.onResponseEnd?.(controller, {}));
    });
    stream.on('error', () => undefined);
    stream.on('close', () => this.onClose(stream.rstCode ?? 0));
  }

  private receiveHead(headers: IncomingHttpHeaders & IncomingHttpStatusHeader, raw: unknown): void {
    const { options, handler } = this.dispatch;
    this.hasHead = true;
    this.limit(options.bodyTimeout, 'UND_ERR_BODY_TIMEOUT');
    const { ':status': status = 0, ...parsed } = headers;
    const rawHeaders = listRawHeaders(raw, parsed);
    this.controller.rawHeaders = rawHeaders;
    if (sizeOf(rawHeaders) > MAX_HEADER_BYTES) return this.fail(new HeadersTooLargeError());
    handler.onResponseStart?.(this.controller, status, parsed, '');
  }

  private onClose(code: number): void {
    if (this.isOver) return;
    const { isRepeated, options } = this.dispatch;
    const maySendAgain = !this.hasHead && !isRepeated && !(options.body instanceof Readable);
    if (maySendAgain && code === constants.NGHTTP2_REFUSED_STREAM)
      return this.finish(() => this.host.onRefused());
    if (maySendAgain && code === constants.NGHTTP2_HTTP_1_1_REQUIRED)
      return this.finish(() => this.host.onHttp1Required());
    this.fail(new StreamClosedError(code));
  }

  private limit(ms: number | null | undefined, code: TimeoutError['code']): void {
    clearTimeout(this.timer);
    if (ms === undefined || ms === null || ms === 0 || this.isOver) return;
    this.timer = setTimeout(() => {
      if (this.controller.paused) return this.limit(ms, code);
      this.host.onTimeout();
      this.fail(new TimeoutError(code));
    }, ms);
  }

  private fail(error: Error): void {
    this.finish(() => this.dispatch.handler.onResponseError?.(this.controller, error));
  }

  private finish(report: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.stream?.close(constants.NGHTTP2_CANCEL);
    const { body } = this.dispatch.options;
    if (body instanceof Readable) body.destroy();
    report();
    this.host.onOver();
  }
}

const sizeOf = (texts: readonly string[]): number => texts.reduce((size, text) => size + text.length, 0);

class HeadersTooLargeError extends Error {
  readonly code = 'UND_ERR_HEADERS_OVERFLOW';
}

class StreamClosedError extends Error {
  readonly code = 'ECONNRESET';

  constructor(code: number) {
    super(`The stream was closed with code ${code}`);
  }
}

/** Rejects with what reading the body throws. */
async function sendBody(stream: ClientHttp2Stream, body: Dispatcher.DispatchOptions['body']): Promise<void> {
  if (body === null || body === undefined) return;
  if (typeof body === 'string' || body instanceof Uint8Array) return void stream.end(body);
  if (!(body instanceof Readable)) throw new Error('Unknown kind of body');
  // Not a pipeline: one that destroys a stream which is closed as well makes Node 20 loop forever.
  for await (const chunk of body) {
    if (stream.closed || stream.destroyed) return;
    if (!stream.write(chunk)) await untilWritable(stream);
  }
  stream.end();
}

const untilWritable = (stream: ClientHttp2Stream): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
