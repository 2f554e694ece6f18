import type { Zeebe } from '@camunda8/sdk';
import { activateJobsResponse, type GatewayJob } from './gateway-job.ts';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
import { TokenError } from './oidc-tokens.ts';
import { readSdkConfiguration, toTls } from './sdk-configuration.ts';
import type { ClusterTls } from './send-http.ts';
import { withoutCompression } from './without-compression.ts';

export type ZeebeGrpcClient = Zeebe.ZeebeGrpcClient;

/** The calls the adapter needs, each with a deadline in milliseconds since the epoch. They reject with a gRPC status. */
export interface ZeebeGateway {
  /** Of the same cluster, where the client was told it. */
  readonly restAddress: string | undefined;
  /** For the REST API too. */
  readonly tls: ClusterTls;
  /** Of the client, or the one that is always there. */
  readonly tenantId: string;
  topology(deadline: number): Promise<void>;
  activateJobs(request: ActivateJobsRequest, call: ActivateCall): Promise<void>;
  completeJob(
    request: { readonly jobKey: string; readonly variables: string },
    deadline: number,
  ): Promise<void>;
  failJob(request: FailJobRequest, deadline: number): Promise<void>;
  throwError(request: ThrowErrorRequest, deadline: number): Promise<void>;
  updateJobTimeout(
    request: { readonly jobKey: string; readonly timeout: number },
    deadline: number,
  ): Promise<void>;
  /** The headers that authenticate a REST call to the same cluster. */
  authHeaders(): Promise<Readonly<Record<string, string>>>;
  /** The REST API refuses these. */
  refuse(headers: Readonly<Record<string, string>>): void;
}

export interface ActivateJobsRequest {
  readonly type: string;
  readonly worker: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly maxJobsToActivate: number;
  readonly fetchVariable: readonly string[];
  /** Milliseconds; the gateway holds the call that long while there are no jobs. */
  readonly requestTimeout: number;
  readonly tenantIds: readonly string[];
}

export interface ActivateCall {
  readonly deadline: number;
  /** Aborting ends the call quietly. */
  readonly signal: AbortSignal;
  readonly onJob: (job: GatewayJob) => void;
}

export interface FailJobRequest {
  readonly jobKey: string;
  readonly retries: number;
  readonly errorMessage: string;
  /** Milliseconds. */
  readonly retryBackOff: number;
  readonly variables: string;
}

export interface ThrowErrorRequest {
  readonly jobKey: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly variables: string;
}

interface JobStream {
  on(event: 'data', listener: (message: unknown) => void): JobStream;
  on(event: 'error', listener: (error: Error) => void): JobStream;
  on(event: 'end', listener: () => void): JobStream;
  cancel(): void;
}

interface CallOptions {
  readonly deadline: number;
  readonly interceptors: readonly (typeof withoutCompression)[];
}

type UnaryCall = (
  request: object,
  metadata: unknown,
  options: CallOptions,
  callback: (error: Error | null) => void,
) => void;

interface RawClient {
  ActivateJobs(request: object, metadata: unknown, options: CallOptions): JobStream;
  Topology: UnaryCall;
  CompleteJob: UnaryCall;
  FailJob: UnaryCall;
  ThrowError: UnaryCall;
  UpdateJobTimeout: UnaryCall;
}

interface Metadata {
  getMap(): Record<string, string | Buffer>;
}

interface SdkTransport {
  readonly client: RawClient;
  getAuthToken(): Promise<Metadata>;
}

const interceptors = [withoutCompression];

const METHODS = [
  'ActivateJobs',
  'Topology',
  'CompleteJob',
  'FailJob',
  'ThrowError',
  'UpdateJobTimeout',
] as const;

export interface GatewayOptions {
  /** Told what the cluster refuses, so that the next call shows something else. */
  readonly onRefused?: (headers: Readonly<Record<string, string>>) => void;
}

/**
 * Reaches the gRPC stub inside the SDK's client: its own calls have no deadline and cannot be cancelled, parse all variables
 * and retry what must not be retried. The stub keeps the client's address, TLS and authentication.
 * The field is private in the SDK's types; the version of the SDK is pinned, and a test holds this file against it.
 */
export async function createZeebeGateway(
  sdkClient: ZeebeGrpcClient,
  { onRefused }: GatewayOptions = {},
): Promise<ZeebeGateway> {
  const transport: unknown = await Reflect.get(sdkClient, 'grpc');
  if (!isSdkTransport(transport)) {
    throw new Error(
      'This client is no ZeebeGrpcClient of @camunda8/sdk 8.8: pass camunda8.getZeebeGrpcApiClient()',
    );
  }
  const { client } = transport;

  const getMetadata = async (): Promise<Metadata> => {
    try {
      return await transport.getAuthToken();
    } catch (error) {
      if (error instanceof TokenError) throw error;
      throw new TokenError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };

  /** Credentials that are refused may have been replaced: those then count, once. */
  const authenticated = async (call: (metadata: Metadata) => Promise<void>): Promise<void> => {
    const metadata = await getMetadata();
    try {
      return await call(metadata);
    } catch (error) {
      if (toGrpcStatus(error) !== GrpcStatus.UNAUTHENTICATED || onRefused === undefined) throw error;
      onRefused(toHeaders(metadata));
      return call(await getMetadata());
    }
  };

  const unary = (
    method: (typeof METHODS)[number] & keyof UnaryMethods,
    request: object,
    deadline: number,
  ): Promise<void> =>
    authenticated(
      (metadata) =>
        new Promise((resolve, reject) => {
          client[method](request, metadata, { deadline, interceptors }, (error) =>
            error === null ? resolve() : reject(error),
          );
        }),
    );

  const configuration = readSdkConfiguration(Reflect.get(sdkClient, 'config'));

  return {
    restAddress: configuration.ZEEBE_REST_ADDRESS,
    tls: toTls(configuration),
    tenantId: configuration.CAMUNDA_TENANT_ID ?? '<default>',
    topology: (deadline) => unary('Topology', {}, deadline),
    completeJob: (request, deadline) => unary('CompleteJob', request, deadline),
    failJob: (request, deadline) => unary('FailJob', request, deadline),
    throwError: (request, deadline) => unary('ThrowError', request, deadline),
    updateJobTimeout: (request, deadline) => unary('UpdateJobTimeout', request, deadline),
    activateJobs: (request, { deadline, signal, onJob }) =>
      authenticated((metadata) => {
        if (signal.aborted) return Promise.resolve();
        return new Promise<void>((resolve, reject) => {
          const stream = client.ActivateJobs(request, metadata, { deadline, interceptors });
          const cancel = (): void => stream.cancel();
          signal.addEventListener('abort', cancel, { once: true });
          const finish = (error?: Error): void => {
            signal.removeEventListener('abort', cancel);
            if (error === undefined || signal.aborted) resolve();
            else reject(error);
          };
          stream
            .on('data', (message) => {
              const response = activateJobsResponse.safeParse(message);
              if (response.success) return response.data.jobs.forEach(onJob);
              finish(
                new Error('The gateway sent jobs in a shape this version does not know', {
                  cause: response.error,
                }),
              );
              stream.cancel();
            })
            .on('error', finish)
            .on('end', () => finish());
        });
      }),
    async authHeaders() {
      return toHeaders(await getMetadata());
    },
    refuse: (headers) => onRefused?.(headers),
  };
}

const toHeaders = (metadata: Metadata): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(metadata.getMap()).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'user-agent' ? [[name, value]] : [],
    ),
  );

type UnaryMethods = Omit<RawClient, 'ActivateJobs'>;

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
