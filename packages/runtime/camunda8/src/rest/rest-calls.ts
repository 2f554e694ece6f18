import { timerDelayMs } from '@jobwright/concurrency';
import type { HttpRequest } from '@jobwright/http-client';
import { restCallError, timeoutError } from '../cluster/cluster-call-error.ts';
import type { CallBounds } from '../cluster/call-bounds.ts';
import type { ClusterCredentials, Headers } from '../cluster/call-credentials.ts';
import { waitForCredentials } from '../cluster/cluster-credentials.ts';
import type { ClusterHttp } from './cluster-http.ts';
import { toFetchResponse } from './fetch-response.ts';

/** Calls of a cluster's REST API. */
export interface RestCalls {
  /** e.g. `http://localhost:8080`. */
  readonly address: string;
  /**
   * Calls the REST API; the answer is given whatever its status. The bounds hold for its body too.
   * @throws ClusterCallError when there are no credentials, no answer came in time, or the call could not be sent; its cause then has the
   * code of Node, e.g. `ECONNREFUSED`
   */
  call(path: string, call: RestCall, bounds: CallBounds): Promise<Response>;
}

/** One call of the REST API. */
export interface RestCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Sent in addition to those that authenticate the call and describe its body. */
  readonly headers?: Headers;
  /** Sent as a JSON body. Default: no body. */
  readonly json?: object;
  /** Sent as a multipart body. Default: no body. */
  readonly form?: FormData;
  /** Of an answer below 400, in bytes. Default 10,000,000. */
  readonly maxAnswerBytes?: number;
}

/** Where the REST API is and what authenticates its calls. */
export interface RestOptions {
  readonly address: string;
  readonly http: ClusterHttp;
  readonly credentials: ClusterCredentials;
}

const MAX_ANSWER_BYTES = 10_000_000;

export function createRestCalls({ address, http, credentials }: RestOptions): RestCalls {
  const base = address.replace(/\/+$/, '');
  const getHeaders = (bounds: CallBounds): Headers | Promise<Headers> =>
    waitForCredentials(bounds, () => credentials.getHeaders());
  return {
    address,
    async call(path, call, { timeoutMs, signal }) {
      const timeout = AbortSignal.timeout(timerDelayMs(timeoutMs));
      const bounds = {
        timeoutMs,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      };
      const request = { method: call.method, url: `${base}${path}`, ...(await encodeBody(call)) };
      const { maxAnswerBytes = MAX_ANSWER_BYTES } = call;
      const send = async (authentication: Headers): Promise<Response> => {
        const headers = [...request.headers, ...Object.entries(authentication)];
        const client = await http.client();
        const sent = client.open({ ...request, headers }, { signal: bounds.signal });
        const response = await sent.catch((error: unknown) => {
          throw timeout.aborted ? timeoutError(timeoutMs, error) : restCallError(error);
        });
        return toFetchResponse(response, maxAnswerBytes);
      };
      const first = await getHeaders(bounds);
      const response = await send(first);
      if (response.status !== 401) return response;
      credentials.refuse(first);
      const second = await getHeaders(bounds);
      if (second['authorization'] === first['authorization']) return response;
      await response.body?.cancel();
      return send(second);
    },
  };
}

type EncodedBody = Required<Pick<HttpRequest, 'headers'>> & Pick<HttpRequest, 'body'>;

async function encodeBody({ headers = {}, json, form }: RestCall): Promise<EncodedBody> {
  const lines = Object.entries(headers);
  if (json !== undefined)
    return { headers: [['Content-Type', 'application/json'], ...lines], body: JSON.stringify(json) };
  if (form === undefined) return { headers: lines };
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  const body = new Uint8Array(await encoded.arrayBuffer());
  return { headers: [['Content-Type', contentType], ...lines], body };
}
