import type { StreamRequests, UnaryRequests } from '@jobwright/camunda8-protocol';
import { onAbort, startDeadline, toError } from '@jobwright/concurrency';
import {
  type CallBounds,
  GrpcStatus,
  type Headers,
  timeoutError,
  waitForCredentials,
} from '@jobwright/runtime/cluster';
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
  /**
   * Opens a stream that ends by itself in time; `read` resolves at its end. It is cancelled when its time is
   * over, but not before what came while the process stood still has been read.
   */
  readonly readStream: <Method extends keyof StreamRequests>(
    call: StreamCall<Method>,
    options: CallBounds & { readonly read: (stream: MessageStream) => Promise<void> },
  ) => Promise<void>;
  /**
   * Opens a stream without a deadline, for which `bounds` limits the wait for credentials. It is not opened
   * again when these are refused.
   */
  readonly openStream: <Method extends keyof StreamRequests>(
    call: StreamCall<Method>,
    bounds: CallBounds,
  ) => Promise<MessageStream>;
}

/**
 * What is done with credentials that the cluster refuses. Default: nothing, and the call is not sent again.
 */
export interface GatewayCallsOptions {
  readonly refuse?: (headers: Headers) => void;
}

export function createGatewayCalls(stub: GatewayStub, { refuse }: GatewayCallsOptions = {}): GatewayCalls {
  const authorize = (bounds: CallBounds): AuthorizedCalls | Promise<AuthorizedCalls> =>
    waitForCredentials(bounds, () => stub.authorize());

  const attempt = async <Answer>(
    { timeoutMs, signal }: CallBounds,
    call: (calls: AuthorizedCalls, leftMs: number) => Promise<Answer>,
    onRefused?: (headers: Headers, leftMs: number) => Promise<Answer>,
  ): Promise<Answer> => {
    const endsAt = performance.now() + timeoutMs;
    const waiting = authorize({ timeoutMs, signal });
    const calls = waiting instanceof Promise ? await waiting : waiting;
    const leftMs = (): number => Math.max(endsAt - performance.now(), 0);
    try {
      return await call(calls, leftMs());
    } catch (error) {
      const failure = gatewayCallError(error);
      if (failure.grpcStatus !== GrpcStatus.UNAUTHENTICATED || onRefused === undefined) throw failure;
      return onRefused(calls.headers, leftMs());
    }
  };
  const authorized = <Answer>(
    bounds: CallBounds,
    call: (calls: AuthorizedCalls, leftMs: number) => Promise<Answer>,
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
      authorized(bounds, (calls, leftMs) =>
        // gRPC makes a duration of it at once.
        send(calls, { ...call, deadline: Date.now() + leftMs }, bounds.signal),
      ),
    readStream: (call, { read, ...bounds }) =>
      authorized(bounds, (calls, leftMs) => readWithin(leftMs, calls.openStream(call), read)),
    async openStream(call, bounds) {
      const calls = await authorize(bounds);
      return calls.openStream(call).on('error', (error) => {
        if (gatewayCallError(error).grpcStatus === GrpcStatus.UNAUTHENTICATED) refuse?.(calls.headers);
      });
    },
  };
}

/** gRPC's own deadline ends a call without a look at what has come while the process stood still. */
async function readWithin(
  timeoutMs: number,
  stream: MessageStream,
  read: (stream: MessageStream) => Promise<void>,
): Promise<void> {
  let isOver = false;
  const stopTimer = startDeadline(timeoutMs, () => {
    isOver = true;
    cancelCall(stream);
  });
  try {
    await read(stream);
  } catch (error) {
    throw isOver ? timeoutError(Math.ceil(timeoutMs), error) : error;
  } finally {
    stopTimer();
  }
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
