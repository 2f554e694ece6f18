import type { BodySource, HeaderLine, HttpMethod, OpenHttpResponse } from '@jobwright/http-client';

/** One request of the engine's REST API. */
export interface EngineRequest {
  readonly method: HttpMethod;
  /** Below the address of the engine, such as `/external-task/fetchAndLock`. */
  readonly path: string;
  readonly headers?: readonly HeaderLine[];
  /** A text is JSON. */
  readonly body?: string | Uint8Array | BodySource;
}

/** How long a request may take, its answer included, and what ends it. */
export interface RequestBounds {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Of the answer. Default 10,000,000. */
  readonly maxBytes?: number;
}

/** Sends authenticated requests to an engine. */
export interface EngineRequests {
  /** Where the REST API is, such as `http://localhost:8080/engine-rest`. */
  readonly address: string;
  /**
   * Sends a request and reads its answer as text, which is empty for an answer without a body.
   * @throws ClusterCallError when there is no answer in time, or it is not a success, or is too large
   */
  send(request: EngineRequest, bounds: RequestBounds): Promise<string>;
  /**
   * Opens the answer of a request, to be read as a stream.
   * @throws ClusterCallError when there is no answer in time, or it is not a success
   */
  open(request: EngineRequest, bounds: RequestBounds): Promise<OpenHttpResponse>;
}
