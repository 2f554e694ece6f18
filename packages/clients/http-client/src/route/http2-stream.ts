import { type ClientHttp2Stream, constants, type OutgoingHttpHeaders } from 'node:http2';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { toError } from '@jobwright/concurrency';
import type { Dispatch } from './dispatch.ts';
import { toHttp2Headers, listRawHeaders } from './http2-headers.ts';
import { createStreamController } from './http2-controller.ts';
import { MAX_HEADER_BYTES } from './origin-pool.ts';
import { watchEnd } from './watch-end.ts';

export interface Http2StreamHost {
  /** Opens a stream; `isEnd`: there is no body. @throws Error when headers cannot be sent */
  request(headers: OutgoingHttpHeaders, isEnd: boolean): ClientHttp2Stream;
  onTimeout(): void;
  onRefused(): void;
  /** Called once, whatever became of it. */
  onOver(): void;
}

class TimeoutError extends Error {
  readonly code: 'UND_ERR_HEADERS_TIMEOUT' | 'UND_ERR_BODY_TIMEOUT';

  constructor(code: TimeoutError['code']) {
    super('Timed out');
    this.code = code;
  }
}

/** Sends a request over a stream and tells the handler what comes back, as undici would. */
export function sendOverStream(dispatch: Dispatch, host: Http2StreamHost): void {
  const { options, handler } = dispatch;
  const controller = createStreamController((reason) =>
    finish(() => handler.onResponseError?.(controller, reason)),
  );
  let stream: ClientHttp2Stream | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasHead = false;
  let isOver = false;

  const finish = (tell: () => void): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    stream?.close(constants.NGHTTP2_CANCEL);
    if (options.body instanceof Readable) options.body.destroy();
    tell();
    host.onOver();
  };
  const fail = (error: Error): void => finish(() => handler.onResponseError?.(controller, error));
  const limit = (ms: number | null | undefined, code: TimeoutError['code']): void => {
    clearTimeout(timer);
    if (ms === undefined || ms === null || ms === 0 || isOver) return;
    timer = setTimeout(() => {
      if (controller.paused) return limit(ms, code);
      host.onTimeout();
      fail(new TimeoutError(code));
    }, ms);
  };

  handler.onRequestStart?.(controller, null);
  if (isOver) return;
  try {
    stream = host.request(toHttp2Headers(options), options.body === null || options.body === undefined);
  } catch (error) {
    return fail(toError(error));
  }
  controller.attach(stream);
  const isAnswerEnded = watchEnd(stream);
  stream.on('response', (headers, _flags, ...more: readonly unknown[]) => {
    hasHead = true;
    limit(options.bodyTimeout, 'UND_ERR_BODY_TIMEOUT');
    const { ':status': status = 0, ...parsed } = headers;
    const rawHeaders = listRawHeaders(more[0], parsed);
    controller.rawHeaders = rawHeaders;
    if (sizeOf(rawHeaders) > MAX_HEADER_BYTES) return fail(new HeadersTooLargeError());
    handler.onResponseStart?.(controller, status, parsed, '');
  });
  stream.on('data', (chunk: Buffer) => {
    timer?.refresh();
    handler.onResponseData?.(controller, chunk);
  });
  stream.on('end', () => {
    if (hasHead && isAnswerEnded()) finish(() => handler.onResponseEnd?.(controller, {}));
  });
  stream.on('error', () => undefined);
  stream.on('close', () => {
    if (isOver) return;
    const code = stream?.rstCode ?? 0;
    const isRefused = code === constants.NGHTTP2_REFUSED_STREAM && !hasHead;
    if (isRefused && !dispatch.isRepeated && !(options.body instanceof Readable))
      return finish(() => host.onRefused());
    fail(new StreamClosedError(code));
  });
  sendBody(stream, options.body).then(
    () => {
      if (!hasHead) limit(options.headersTimeout, 'UND_ERR_HEADERS_TIMEOUT');
    },
    (error: unknown) => fail(toError(error)),
  );
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
