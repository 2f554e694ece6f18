import type { Zeebe } from '@camunda8/sdk';
import { toErrorMessage } from '@jobwright/concurrency';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
import { TokenError } from '../cluster/oidc-tokens.ts';
import { type Metadata, readSdkStub, toAuthHeaders } from './sdk-stub.ts';
import { withoutCompression } from './without-compression.ts';

export type ZeebeGrpcClient = Zeebe.ZeebeGrpcClient;

export interface MessageStream {
  on(event: 'data', listener: (message: unknown) => void): MessageStream;
  on(event: 'error', listener: (error: Error) => void): MessageStream;
  on(event: 'end', listener: () => void): MessageStream;
  pause(): unknown;
  resume(): unknown;
  cancel(): void;
}

interface CallOptions {
  /** Milliseconds since the epoch; left out: none. */
  readonly deadline?: number;
  readonly interceptors: readonly (typeof withoutCompression)[];
}

type UnaryCall = (
  request: object,
  metadata: unknown,
  options: CallOptions,
  callback: (error: Error | null) => void,
) => void;
type StreamCall = (request: object, metadata: unknown, options: CallOptions) => MessageStream;

interface RawClient {
  readonly ActivateJobs: StreamCall;
  readonly StreamActivatedJobs: StreamCall;
  readonly Topology: UnaryCall;
  readonly CompleteJob: UnaryCall;
  readonly FailJob: UnaryCall;
  readonly ThrowError: UnaryCall;
  readonly UpdateJobTimeout: UnaryCall;
}

export type UnaryMethod = Exclude<keyof RawClient, StreamMethod>;
export type StreamMethod = 'ActivateJobs' | 'StreamActivatedJobs';

const METHODS = [
  'ActivateJobs',
  'StreamActivatedJobs',
  'Topology',
  'CompleteJob',
  'FailJob',
  'ThrowError',
  'UpdateJobTimeout',
] as const satisfies readonly (keyof RawClient)[];

type Headers = Readonly<Record<string, string>>;

/** Calls on the gRPC stub, authenticated as the SDK does it; once more where the credentials are refused and may have been replaced. */
export interface Transport {
  readonly callUnary: (method: UnaryMethod, request: object, deadline: number) => Promise<void>;
  /** Opens a stream that ends by itself before the deadline; `read` resolves when it has. */
  readonly readStream: (
    call: { readonly method: StreamMethod; readonly request: object; readonly deadline: number },
    read: (stream: MessageStream) => Promise<void>,
  ) => Promise<void>;
  /** Opens a stream without a deadline; getting the credentials for it has one. Not opened again when they are refused. */
  readonly openStream: (method: StreamMethod, request: object) => Promise<MessageStream>;
  readonly authHeaders: () => Promise<Headers>;
  /** These were refused elsewhere. */
  readonly refuse: (headers: Headers) => void;
}

export interface TransportOptions {
  /** Told what the cluster refuses, so that the next call shows something else. */
  readonly onRefused?: (headers: Headers) => void;
}

const interceptors = [withoutCompression];
/** The SDK waits for a token without an end when its issuer does not answer. */
const TOKEN_MS = 10_000;

/**
 * Reaches the gRPC stub inside the SDK's client: its own calls have no deadline and cannot be cancelled, parse all variables
 * and retry what must not be retried. The stub keeps the client's address, TLS and authentication.
 */
export async function takeTransport(
  sdkClient: ZeebeGrpcClient,
  { onRefused }: TransportOptions = {},
): Promise<Transport> {
  const stub = await readSdkStub<RawClient>(sdkClient, METHODS);
  if (stub === undefined) {
    throw new Error(
      'This client is no ZeebeGrpcClient of @camunda8/sdk 8.8: pass camunda8.getZeebeGrpcApiClient()',
    );
  }
  const { client } = stub;
  const getMetadata = async (deadline: number): Promise<Metadata> => {
    try {
      return await before(deadline, stub.getAuthToken());
    } catch (error) {
      if (error instanceof TokenError) throw error;
      throw new TokenError(toErrorMessage(error), { cause: error });
    }
  };
  const authenticated = async (
    deadline: number,
    call: (metadata: Metadata) => Promise<void>,
  ): Promise<void> => {
    const metadata = await getMetadata(deadline);
    try {
      return await call(metadata);
    } catch (error) {
      if (!isRefusal(error) || onRefused === undefined) throw error;
      onRefused(toAuthHeaders(metadata));
      return call(await getMetadata(deadline));
    }
  };
  return {
    callUnary: (method, request, deadline) =>
      authenticated(
        deadline,
        (metadata) =>
          new Promise((resolve, reject) => {
            client[method](request, metadata, { deadline: toEpoch(deadline), interceptors }, (error) =>
              error === null ? resolve() : reject(error),
            );
          }),
      ),
    readStream: ({ method, request, deadline }, read) =>
      authenticated(deadline, (metadata) =>
        read(client[method](request, metadata, { deadline: toEpoch(deadline), interceptors })),
      ),
    async openStream(method, request) {
      const metadata = await getMetadata(performance.now() + TOKEN_MS);
      return client[method](request, metadata, { interceptors }).on('error', (error) => {
        if (isRefusal(error)) onRefused?.(toAuthHeaders(metadata));
      });
    },
    authHeaders: async () => toAuthHeaders(await getMetadata(performance.now() + TOKEN_MS)),
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
