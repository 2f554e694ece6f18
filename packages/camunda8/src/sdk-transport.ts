import type { Zeebe } from '@camunda8/sdk';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
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

interface SdkTransport {
  readonly client: RawClient;
  getAuthToken(): Promise<{ getMap(): Record<string, string | Buffer> }>;
}

/** Calls on the gRPC stub, authenticated as the SDK does it. */
export interface Transport {
  readonly callUnary: (method: UnaryMethod, request: object, deadline: number) => Promise<void>;
  /** `deadline` bounds the call, where it has one; without one, getting the credentials for it is bounded alone. */
  readonly openStream: (method: StreamMethod, request: object, deadline?: number) => Promise<MessageStream>;
  readonly authHeaders: () => Promise<Readonly<Record<string, string>>>;
}

export interface TransportOptions {
  /** Called when the cluster refuses what authenticates a call. */
  readonly onUnauthenticated?: () => void;
}

const interceptors = [withoutCompression];
/** The SDK waits for a token without an end when its issuer does not answer. */
const TOKEN_MS = 10_000;

/**
 * Reaches the gRPC stub inside the SDK's client: its own calls have no deadline and cannot be cancelled, parse all variables
 * and retry what must not be retried. The stub keeps the client's address, TLS and authentication.
 * The field is private in the SDK's types; the version of the SDK is pinned, and a test holds this file against it.
 */
export async function takeTransport(
  sdkClient: ZeebeGrpcClient,
  { onUnauthenticated }: TransportOptions = {},
): Promise<Transport> {
  const transport: unknown = await Reflect.get(sdkClient, 'grpc');
  if (!isSdkTransport(transport)) {
    throw new Error(
      'This client is no ZeebeGrpcClient of @camunda8/sdk 8.8: pass camunda8.getZeebeGrpcApiClient()',
    );
  }
  const { client } = transport;
  const look = (error: Error): void => {
    if (toGrpcStatus(error) === GrpcStatus.UNAUTHENTICATED) onUnauthenticated?.();
  };
  const authenticate = (deadline: number) => before(deadline, transport.getAuthToken());
  return {
    async callUnary(method, request, deadline) {
      const metadata = await authenticate(deadline);
      return new Promise((resolve, reject) => {
        client[method](request, metadata, { deadline, interceptors }, (error) => {
          if (error === null) return resolve();
          look(error);
          reject(error);
        });
      });
    },
    async openStream(method, request, deadline) {
      const metadata = await authenticate(deadline ?? Date.now() + TOKEN_MS);
      return client[method](request, metadata, {
        ...(deadline !== undefined && { deadline }),
        interceptors,
      }).on('error', look);
    },
    async authHeaders() {
      const headers = (await authenticate(Date.now() + TOKEN_MS)).getMap();
      return Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          typeof value === 'string' && name !== 'user-agent' ? [[name, value]] : [],
        ),
      );
    },
  };
}

async function before<Value>(deadline: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    const onOverdue = (): void =>
      reject(new Error('No credentials for the cluster in time: check the address of its token issuer'));
    timer = setTimeout(onOverdue, Math.max(deadline - Date.now(), 0));
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

function isSdkTransport(value: unknown): value is SdkTransport {
  if (typeof value !== 'object' || value === null) return false;
  if (typeof Reflect.get(value, 'getAuthToken') !== 'function') return false;
  const client: unknown = Reflect.get(value, 'client');
  return (
    typeof client === 'object' &&
    client !== null &&
    METHODS.every((name) => typeof Reflect.get(client, name) === 'function')
  );
}
