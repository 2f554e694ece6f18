import type { Dispatcher } from 'undici';
import { createBodyQueue } from './body/body-queue.ts';
import { findDecoders } from './body/content-encodings.ts';
import { openRequestBody } from './body/request-body.ts';
import { createResponseBody } from './body/response-body.ts';
import { toCancelled, toFailure, toProxyFailure, toTooLarge } from './http-failure.ts';
import type { HttpHop } from './http-hop.ts';
import type { HttpResponseHead, OpenHttpResponse } from './http-message.ts';
import type { Route } from './route/routes.ts';
import { toHeaders } from './response-headers.ts';
import { toRefusal } from './route/open-tunnel.ts';

export interface DispatchOptions {
  readonly signal: AbortSignal;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxResponseBytes: number;
  /** The request is over: its response has been read, or there will be none. */
  readonly onOver: () => void;
}

/** Sends one request; resolves when its headers are there. An abort ends it at once, even while it waits for a connection. */
export function dispatchHop(hop: HttpHop, route: Route, options: DispatchOptions): Promise<OpenHttpResponse> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let failure: Error | undefined;
    let hasHead = false;
    const requestBody = openRequestBody(hop.body);

    const settle = (): void => {
      signal.removeEventListener('abort', cancel);
      requestBody.close();
      options.onOver();
    };
    const fail = (error: Error): void => {
      if (failure !== undefined) return;
      failure = error;
      settle();
      queue.fail(error);
      reject(error);
      controller?.abort(error);
    };
    const cancel = (): void => fail(toCancelled(hop, signal.reason));
    const queue = createBodyQueue({
      pause: () => controller?.pause(),
      resume: () => controller?.resume(),
      close: () => fail(new Error('The body was cancelled')),
    });

    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });

    route.transport.dispatch(
      {
        origin: route.origin,
        path: route.path,
        method: hop.method,
        headers: toHeaderList(hop, route),
        body: requestBody.content,
        headersTimeout: options.headersTimeoutMs,
        bodyTimeout: options.bodyTimeoutMs,
      },
      {
        onRequestStart(started) {
          controller = started;
          // A connection that dies may make undici send again what was answered in part already.
          if (hasHead) fail(toFailure(hop, new ConnectionLostError()));
          if (failure !== undefined) started.abort(failure);
        },
        onResponseStart({ rawHeaders }, status, headers, reason) {
          if (status < 200) return;
          if (status === 407 && route.isProxied) return fail(toProxyFailure(hop, toRefusal(status)));
          hasHead = true;
          const head: HttpResponseHead = {
            status,
            reason: reason ?? '',
            headers: toHeaders(rawHeaders, headers),
          };
          const body = createResponseBody({
            queue,
            decoders: findDecoders(headers['content-encoding']),
            maxBytes: options.maxResponseBytes,
            toTooLarge: () => toTooLarge(hop, options.maxResponseBytes),
            toFailure: (error) => toFailure(hop, error),
          });
          resolve({ ...head, body });
        },
        onResponseData(_controller, chunk) {
          queue.push(chunk);
        },
        onResponseEnd() {
          settle();
          if (!hasHead) return fail(toFailure(hop, new Error('The response has no status')));
          queue.end();
        },
        onResponseError(_controller, error) {
          fail(requestBody.isOwn(error) ? error : toFailure(hop, error));
        },
      },
    );
  });
}

class ConnectionLostError extends Error {
  readonly code = 'ECONNRESET';
}

function toHeaderList(hop: HttpHop, route: Route): string[] {
  const list: string[] = [];
  for (const line of hop.headers) list.push(line[0], line[1]);
  if (route.headers.length === 0) return list;
  const names = new Set(hop.headers.map(([name]) => name.toLowerCase()));
  for (const line of route.headers) if (!names.has(line[0].toLowerCase())) list.push(line[0], line[1]);
  return list;
}
