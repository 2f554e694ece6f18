import type { ClusterCredentials, Headers } from '@jobwright/runtime/cluster';

/** A `CamundaRestClient` of `@camunda8/sdk`, which `getCamundaRestClient()` gives. */
export interface CamundaRestClient {
  getTopology(): Promise<unknown>;
  activateJobs(request: never): unknown;
}

/** The address and the credentials of a client. */
export interface SdkRestAccess {
  /** Without the version of the API, e.g. `http://localhost:8080`. */
  readonly address: string;
  readonly credentials: ClusterCredentials;
}

const VERSION = '/v2';
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie']);

/**
 * Where a REST client of the SDK sends its calls, and what authenticates them, from private fields; nothing
 * when it is something else.
 */
export function readSdkRestClient(sdkClient: object): SdkRestAccess | undefined {
  const prefix: unknown = Reflect.get(sdkClient, 'prefixUrl');
  if (typeof prefix !== 'string' || !prefix.endsWith(VERSION) || !hasHeaders(sdkClient)) return undefined;
  return {
    address: prefix.slice(0, -VERSION.length),
    credentials: {
      getHeaders: async () => pickCredentials(await sdkClient.getHeaders()),
      // The client renews its tokens itself.
      refuse: () => undefined,
    },
  };
}

const hasHeaders = (client: object): client is { getHeaders(): Promise<object> } =>
  typeof Reflect.get(client, 'getHeaders') === 'function';

const pickCredentials = (headers: object): Headers =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && CREDENTIALS.has(name.toLowerCase()) ? [[name.toLowerCase(), value]] : [],
    ),
  );
