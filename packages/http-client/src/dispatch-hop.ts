import type { Agent, Dispatcher } from 'undici';
import type { HttpHop } from './http-hop.ts';
import type { HttpHeaders, HttpResponse } from './http-message.ts';
import { toCancelled, toFailure, toTooLarge } from './http-failure.ts';

export interface DispatchOptions {
  readonly signal: AbortSignal;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Sends one request and collects its response; an abort rejects at once, even while it waits for a connection. */
export function dispatchHop(agent: Agent, hop: HttpHop, options: DispatchOptions): Promise<HttpResponse> {
  const { signal, maxResponseBytes } = options;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let failure: Error | undefined;
    let head: Omit<HttpResponse, 'body'> | undefined;
    const chunks: Buffer[] = [];
    let size = 0;

    const fail = (error: Error): void => {
      failure ??= error;
      signal.removeEventListener('abort', cancel);
      reject(failure);
      controller?.abort(failure);
    };
    const cancel = (): void => fail(toCancelled(hop, signal.reason));

    if (signal.aborted) return cancel();
    signal.addEventListener('abort', cancel, { once: true });

    agent.dispatch(
      {
        origin: hop.target.origin,
        path: hop.target.path,
        method: hop.method,
        headers: hop.headers.flat(),
        body: hop.body ?? null,
        headersTimeout: options.headersTimeoutMs,
        bodyTimeout: options.bodyTimeoutMs,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (failure !== undefined) started.abort(failure);
        },
        onResponseStart({ rawHeaders }, status, _headers, reason) {
          if (status >= 200) head = { status, reason: reason ?? '', headers: toHeaders(rawHeaders) };
        },
        onResponseData(_controller, chunk) {
          size += chunk.byteLength;
          if (size > maxResponseBytes) return fail(toTooLarge(hop, maxResponseBytes));
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', cancel);
          if (head === undefined) return fail(toFailure(hop, new Error('The response has no status')));
          resolve({ ...head, body: Buffer.concat(chunks, size) });
        },
        onResponseError(_controller, error) {
          fail(toFailure(hop, error));
        },
      },
    );
  });
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
