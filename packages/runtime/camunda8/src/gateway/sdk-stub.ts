import {
  type AuthorizedCalls,
  type GatewayStub,
  type MessageStream,
  PHYSICAL_TENANT_HEADER,
} from './gateway-stub.ts';
import { withoutCompression } from './without-compression.ts';

/** A `ZeebeGrpcClient` of `@camunda8/sdk`, which `getZeebeGrpcApiClient()` gives. */
export interface ZeebeGrpcClient {
  /** `host:port` of the gateway. */
  readonly gatewayAddress: string;
  topology(): Promise<unknown>;
}

/** Credentials sent with a call. */
interface Metadata {
  set(name: string, value: string): void;
  getMap(): Record<string, string | Buffer>;
}

interface CallOptions {
  readonly deadline?: number;
  readonly interceptors: readonly (typeof withoutCompression)[];
}

type UnaryFunction = (
  request: object,
  metadata: Metadata,
  options: CallOptions,
  callback: (error: Error | null, answer?: unknown) => void,
) => { cancel(): void };
type StreamFunction = (request: object, metadata: Metadata, options: CallOptions) => MessageStream;

type SdkCalls = Readonly<Record<(typeof UNARY)[number], UnaryFunction>> &
  Readonly<Record<(typeof STREAMS)[number], StreamFunction>>;

interface SdkStub {
  readonly client: SdkCalls;
  getAuthToken(): Promise<Metadata>;
}

const UNARY = [
  'Topology',
  'CompleteJob',
  'FailJob',
  'ThrowError',
  'UpdateJobTimeout',
  'DeployResource',
] as const;
const STREAMS = ['ActivateJobs', 'StreamActivatedJobs'] as const;

const interceptors = [withoutCompression];

/**
 * The gRPC stub inside a client of the SDK, from a private field: the client's own calls have no deadline,
 * cannot be cancelled, parse all variables, and retry what must not be retried. The stub keeps the client's
 * address, TLS and authentication. Nothing when the client is something else.
 */
export async function readSdkStub(
  sdkClient: object,
  physicalTenantId: string | undefined,
): Promise<GatewayStub | undefined> {
  const stub: unknown = await Reflect.get(sdkClient, 'grpc');
  if (!isStub(stub)) return undefined;
  const { client } = stub;
  const authorized = (metadata: Metadata): AuthorizedCalls => ({
    headers: toAuthHeaders(metadata),
    callUnary: ({ method, request, deadline }, callback) =>
      client[method](request, metadata, { deadline, interceptors }, callback),
    openStream: ({ method, request }) => client[method](request, metadata, { interceptors }),
  });
  return {
    async authorize() {
      const metadata = await stub.getAuthToken();
      if (physicalTenantId !== undefined) metadata.set(PHYSICAL_TENANT_HEADER, physicalTenantId);
      return authorized(metadata);
    },
  };
}

const toAuthHeaders = (metadata: Metadata): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(metadata.getMap()).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'user-agent' && name !== PHYSICAL_TENANT_HEADER
        ? [[name, value]]
        : [],
    ),
  );

function isStub(value: unknown): value is SdkStub {
  if (typeof value !== 'object' || value === null) return false;
  if (typeof Reflect.get(value, 'getAuthToken') !== 'function') return false;
  const client: unknown = Reflect.get(value, 'client');
  return (
    typeof client === 'object' &&
    client !== null &&
    [...UNARY, ...STREAMS].every((name) => typeof Reflect.get(client, name) === 'function')
  );
}
