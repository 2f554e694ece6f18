import type { Headers } from '@jobwright/runtime/cluster';

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
