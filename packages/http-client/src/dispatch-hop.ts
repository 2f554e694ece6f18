import type { Dispatcher } from 'undici';
import { createBodyQueue } from './body/body-queue.ts';
import { findDecoders } from './body/content-encodings.ts';
import { openRequestBody } from './body/request-body.ts';
import { createResponseBody } from './body/response-body.ts';
import { toCancelled, toFailure, toProxyFailure, toTooLarge } from './http-failure.ts';
import type { HttpHop } from './http-hop.ts';
import {
  type HttpHeaders,
  type HttpResponseHead,
  type OpenHttpResponse,
  readHeader,
} from './http-message.ts';
import type { Route } from './route/routes.ts';
import { toRefusal } from './route/open-tunnel.ts';

export interface DispatchOptions {
  readonly signal: AbortSignal;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxResponseBytes: number;
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

    route.dispatcher.dispatch(
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
        onResponseStart({ rawHeaders }, status, _headers, reason) {
          if (status < 200) return;
          if (status === 407 && route.isProxied) return fail(toProxyFailure(hop, toRefusal(status)));
          hasHead = true;
          const head: HttpResponseHead = { status, reason: reason ?? '', headers: toHeaders(rawHeaders) };
          const body = createResponseBody({
            queue,
            decoders: findDecoders(readHeader(head.headers, 'content-encoding')),
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
          fail(toFailure(hop, error));
        },
      },
    );
  });
}

class ConnectionLostError extends Error {
  readonly code = 'ECONNRESET';
}

function toHeaderList(hop: HttpHop, route: Route): string[] {
  if (route.headers.length === 0) return hop.headers.flat();
  const names = new Set(hop.headers.map(([name]) => name.toLowerCase()));
  return [...hop.headers, ...route.headers.filter(([name]) => !names.has(name.toLowerCase()))].flat();
}

function toHeaders(rawHeaders: Dispatcher.DispatchController['rawHeaders']): HttpHeaders {
  if (!Array.isArray(rawHeaders)) return {};
  const found = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = toText(rawHeaders[index]);
    const value = toText(rawHeaders[index + 1]);
    const known = found.get(name.toLowerCase());
    if (known === undefined) found.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  return Object.fromEntries(
    [...found.values()].map(({ name, values }) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
}

const toText = (raw: Buffer | string | undefined): string =>
  typeof raw === 'string' ? raw : (raw?.toString('latin1') ?? '');
