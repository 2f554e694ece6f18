import { startHttpServer } from './http-server.ts';
import type { ServerOptions, TestServerHandle } from './listen.ts';

/** A request as a JSON service sees it. */
export interface JsonRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed; `undefined` when it is empty. */
  readonly body: unknown;
  /** The body as it came. */
  readonly text: string;
}

/** A response of a JSON service. */
export interface JsonReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as JSON; default: no body. */
  readonly body?: unknown;
  /** The body as it goes out, in place of `body`: e.g. with numbers that JavaScript cannot write. */
  readonly text?: string;
}

/** A service that answers JSON as the test says. */
export interface JsonServer extends TestServerHandle {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** The requests since the last `answer`. */
  readonly seen: readonly JsonRequest[];
  /** Says how requests are answered from now on. Until then the status is 500. */
  answer(reply: (request: JsonRequest) => JsonReply): void;
}

/** Starts a JSON service. */
export async function startJsonServer(options: ServerOptions = {}): Promise<JsonServer> {
  const seen: JsonRequest[] = [];
  let reply: (request: JsonRequest) => JsonReply = () => ({ status: 500 });
  const { origin, ...handle } = await startHttpServer(({ method, url, headers, body: sent }) => {
    const request: JsonRequest = {
      method,
      path: url,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
      ),
      body: sent === '' ? undefined : JSON.parse(sent),
      text: sent,
    };
    seen.push(request);
    const { status = 200, headers: own = {}, body, text } = reply(request);
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    return {
      status,
      headers: { 'Content-Type': 'application/json', ...own },
      ...(content !== undefined && { body: content }),
    };
  }, options);
  return {
    ...handle,
    url: origin,
    seen,
    answer(next) {
      seen.length = 0;
      reply = next;
    },
  };
}
