import { timerDelayMs } from '@jobwright/concurrency';
import type { CallBounds } from '../cluster/call-bounds.ts';
import { encodeBody } from './encode-body.ts';
import { toFetchResponse } from './fetch-response.ts';
import type { RestCall } from './rest-call.ts';
import { createRestRequests, type RestOptions } from './rest-requests.ts';

/** Calls of a cluster's REST API. */
export interface RestCalls {
  /** e.g. `http://localhost:8080`. */
  readonly address: string;
  /**
   * Calls the REST API; the answer is given whatever its status. The bounds hold for its body too.
   * @throws ClusterCallError when there are no credentials, no answer came in time, or the call could not be
   * sent; its cause then has the code of Node, e.g. `ECONNREFUSED`
   */
  call(path: string, call: RestCall, bounds: CallBounds): Promise<Response>;
}

const MAX_ANSWER_BYTES = 10_000_000;

export function createRestCalls(options: RestOptions): RestCalls {
  const open = createRestRequests(options);
  return {
    address: options.address,
    async call(path, call, { timeoutMs, signal }) {
      const timeout = AbortSignal.timeout(timerDelayMs(timeoutMs));
      const bounds = {
        timeoutMs,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      };
      const request = { method: call.method, path, ...(await encodeBody(call)) };
      const { maxAnswerBytes = MAX_ANSWER_BYTES } = call;
      return toFetchResponse(await open(request, bounds), maxAnswerBytes);
    },
  };
}
