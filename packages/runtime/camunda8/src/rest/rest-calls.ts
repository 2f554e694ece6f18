import {
  type CallBounds,
  createRestRequests,
  type RestOptions,
  streamBounds,
} from '@jobwright/runtime/cluster';
import { encodeBody } from './encode-body.ts';
import { toFetchResponse } from './fetch-response.ts';
import { findRestBase } from './find-rest-base.ts';
import type { RestCall } from './rest-call.ts';

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

/** Where the REST API is, and which engine of the cluster the calls are for. */
export interface RestCallsOptions extends RestOptions {
  /** Default: that of clusters with one. */
  readonly physicalTenantId?: string | undefined;
}

export function createRestCalls(options: RestCallsOptions): RestCalls {
  const open = createRestRequests({ ...options, address: findRestBase(options) });
  return {
    address: options.address,
    async call(path, call, bounds) {
      const callBounds = streamBounds(bounds);
      const request = { method: call.method, path, ...(await encodeBody(call)) };
      const { maxAnswerBytes = MAX_ANSWER_BYTES } = call;
      return toFetchResponse(await open(request, callBounds), maxAnswerBytes);
    },
  };
}
