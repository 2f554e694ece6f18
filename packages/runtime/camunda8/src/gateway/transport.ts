import type { StreamRequests, UnaryRequests } from '@jobwright/camunda8-protocol';
import { toErrorMessage } from '@jobwright/concurrency';
import type { Headers } from '../cluster/cluster-credentials.ts';
import { TokenError } from '../cluster/oidc-tokens.ts';
import type { AuthorizedCalls, GatewayStub, MessageStream, StreamCall, UnaryCall } from './gateway-stub.ts';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';

/** Calls of workers: each with a deadline, by `performance.now()`; once more where the credentials are refused and may have been replaced. */
export interface Transport {
  readonly callUnary: <Method extends keyof UnaryRequests>(call: UnaryCall<Method>) => Promise<void>;
  /** Opens a stream that ends by itself before the deadline; `read` resolves when it has. */
  readonly readStream: <Method extends keyof StreamRequests>(
    call: Required<StreamCall<Method>>,
    read: (stream: MessageStream) => Promise<void>,
  ) => Promise<void>;
  /** Opens a stream without a deadline; getting the credentials for it has one. Not opened again when they are refused. */
  readonly openStream: <Method extends keyof StreamRequests>(
    call: Omit<StreamCall<Method>, 'deadline'>,
  ) => Promise<MessageStream>;
  readonly authHeaders: () => Promise<Headers>;
  /** These were refused elsewhere. */
  readonly refuse: (headers: Headers) => void;
}

export interface TransportOptions {
  /** Told what the cluster refuses, so that the next call shows something else. */
  readonly onRefused?: (headers: Headers) => void;
}

/** An issuer that does not answer must not hold a call up. */
const TOKEN_MS = 10_000;

export function createTransport(stub: GatewayStub, { onRefused }: TransportOptions = {}): Transport {
  const authorize = async (deadline: number): Promise<AuthorizedCalls> => {
    try {
      return await before(deadline, stub.authorize());
    } catch (error) {
      if (error instanceof TokenError) throw error;
      throw new TokenError(toErrorMessage(error), { cause: error });
    }
  };
  const authorized = async (
    deadline: number,
    call: (calls: AuthorizedCalls) => Promise<void>,
  ): Promise<void> => {
    const calls = await authorize(deadline);
    try {
      return await call(calls);
    } catch (error) {
      if (!isRefusal(error) || onRefused === undefined) throw error;
      onRefused(calls.headers);
      return call(await authorize(deadline));
    }
  };
  return {
    callUnary: ({ method, request, deadline }) =>
      authorized(
        deadline,
        (calls) =>
          new Promise((resolve, reject) => {
            calls.callUnary({ method, request, deadline: toEpoch(deadline) }, (error) =>
              error === null ? resolve() : reject(error),
            );
          }),
      ),
    readStream: ({ method, request, deadline }, read) =>
      authorized(deadline, (calls) =>
        read(calls.openStream({ method, request, deadline: toEpoch(deadline) })),
      ),
    async openStream(call) {
      const calls = await authorize(performance.now() + TOKEN_MS);
      return calls.openStream(call).on('error', (error) => {
        if (isRefusal(error)) onRefused?.(calls.headers);
      });
    },
    authHeaders: async () => (await authorize(performance.now() + TOKEN_MS)).headers,
    refuse: (headers) => onRefused?.(headers),
  };
}

/** gRPC takes a time of the clock and makes a duration of it at once. */
const toEpoch = (deadline: number): number => Date.now() + deadline - performance.now();

const isRefusal = (error: unknown): boolean => toGrpcStatus(error) === GrpcStatus.UNAUTHENTICATED;

async function before<Value>(deadline: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    const onOverdue = (): void =>
      reject(new Error('No credentials for the cluster in time: check the address of its token issuer'));
    timer = setTimeout(onOverdue, Math.max(deadline - performance.now(), 0));
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
