import type { StreamRequests, UnaryRequests } from '@jobwright/camunda8-protocol';
import { onAbort, toError } from '@jobwright/concurrency';
import { type CallBounds, GrpcStatus, type Headers, waitForCredentials } from '@jobwright/runtime/cluster';
import { gatewayCallError } from './gateway-call-error.ts';
import { cancelCall } from './cancel-call.ts';
import type { AuthorizedCalls, GatewayStub, MessageStream, StreamCall, UnaryCall } from './gateway-stub.ts';

/**
 * The gRPC calls of a cluster, each with credentials and a deadline; one whose credentials are refused is
 * sent once more with new ones. All reject with a `ClusterCallError`.
 */
export interface GatewayCalls {
  /** A call that has one answer. */
  readonly unary: <Method extends keyof UnaryRequests>(
    call: Omit<UnaryCall<Method>, 'deadline'>,
    bounds: CallBounds,
  ) => Promise<unknown>;
  /** Opens a stream that ends by itself before the deadline; `read` resolves at its end. */
  readonly readStream: <Method extends keyof StreamRequests>(
    call: Omit<StreamCall<Method>, 'deadline'>,
    options: CallBounds & { readonly read: (stream: MessageStream) => Promise<void> },
  ) => Promise<void>;
  /**
   * Opens a stream without a deadline, for which `bounds` limits the wait for credentials. It is not opened
   * again when these are refused.
   */
  readonly openStream: <Method extends keyof StreamRequests>(
    call: Omit<StreamCall<Method>, 'deadline'>,
    bounds: CallBounds,
  ) => Promise<MessageStream>;
}

/**
 * What is done with credentials that the cluster refuses. Default: nothing, and the call is not sent again.
 */
export interface GatewayCallsOptions {
  readonly refuse?: (headers: Headers) => void;
}

/** Milliseconds since the epoch. gRPC makes a duration of it at once. */
type Deadline = number;

export function createGatewayCalls(stub: GatewayStub, { refuse }: GatewayCallsOptions = {}): GatewayCalls {
  const authorize = (bounds: CallBounds): AuthorizedCalls | Promise<AuthorizedCalls> =>
    waitForCredentials(bounds, () => stub.authorize());

  const attempt = async <Answer>(
    { timeoutMs, signal }: CallBounds,
    call: (calls: AuthorizedCalls, deadline: Deadline) => Promise<Answer>,
    onRefused?: (headers: Headers, leftMs: number) => Promise<Answer>,
  ): Promise<Answer> => {
    const endsAt = performance.now() + timeoutMs;
    const waiting = authorize({ timeoutMs, signal });
    const calls = waiting instanceof Promise ? await waiting : waiting;
    const leftMs = (): number => Math.max(endsAt - performance.now(), 0);
    try {
      return await call(calls, Date.now() + leftMs());
    } catch (error) {
      const failure = gatewayCallError(error);
      if (failure.grpcStatus !== GrpcStatus.UNAUTHENTICATED || onRefused === undefined) throw failure;
      return onRefused(calls.headers, leftMs());
    }
  };
  const authorized = <Answer>(
    bounds: CallBounds,
    call: (calls: AuthorizedCalls, deadline: Deadline) => Promise<Answer>,
  ): Promise<Answer> =>
    attempt(
      bounds,
      call,
      refuse &&
        ((headers, timeoutMs) => {
          refuse(headers);
          return attempt({ ...bounds, timeoutMs }, call);
        }),
    );

  return {
    unary: (call, bounds) =>
      authorized(bounds, (calls, deadline) => send(calls, { ...call, deadline }, bounds.signal)),
    readStream: (call, { read, ...bounds }) =>
      authorized(bounds, (calls, deadline) => read(calls.openStream({ ...call, deadline }))),
    async openStream(call, bounds) {
      const calls = await authorize(bounds);
      return calls.openStream(call).on('error', (error) => {
        if (gatewayCallError(error).grpcStatus === GrpcStatus.UNAUTHENTICATED) refuse?.(calls.headers);
      });
    },
  };
}

const send = <Method extends keyof UnaryRequests>(
  calls: AuthorizedCalls,
  call: UnaryCall<Method>,
  signal: AbortSignal | undefined,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const sent = calls.callUnary(call, (error, answer) => {
      stopListening();
      if (error === null) resolve(answer);
      else reject(error);
    });
    const stopListening = onAbort(signal, () => {
      cancelCall(sent);
      reject(toError(signal?.reason));
    });
  });
