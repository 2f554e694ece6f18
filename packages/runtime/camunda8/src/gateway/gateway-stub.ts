import type { StreamRequests, UnaryRequests } from '@jobwright/camunda8-protocol';
import type { Headers } from '@jobwright/runtime/cluster';

/** Names the physical tenant that a call is for. */
export const PHYSICAL_TENANT_HEADER = 'camunda-physical-tenant';

/** The calls of a gateway as gRPC makes them, without credentials. */
export interface GatewayStub {
  /** Adds credentials to the calls; a token is fetched when one is needed. */
  authorize(): AuthorizedCalls | Promise<AuthorizedCalls>;
}

/** The calls with credentials. */
export interface AuthorizedCalls {
  /** The same credentials, for a call of the REST API. */
  readonly headers: Headers;
  callUnary<Method extends keyof UnaryRequests>(
    call: UnaryCall<Method>,
    callback: (error: Error | null, answer?: unknown) => void,
  ): { cancel(): void };
  openStream<Method extends keyof StreamRequests>(call: StreamCall<Method>): MessageStream;
}

export interface UnaryCall<Method extends keyof UnaryRequests> {
  readonly method: Method;
  readonly request: UnaryRequests[Method];
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

export interface StreamCall<Method extends keyof StreamRequests> {
  readonly method: Method;
  readonly request: StreamRequests[Method];
}

export interface MessageStream {
  on(event: 'data', listener: (message: unknown) => void): MessageStream;
  on(event: 'error', listener: (error: Error) => void): MessageStream;
  on(event: 'end', listener: () => void): MessageStream;
  pause(): unknown;
  resume(): unknown;
  cancel(): void;
}
