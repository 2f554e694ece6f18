/** What a call shows of who we are. */
export interface Metadata {
  getMap(): Record<string, string | Buffer>;
}

/** The gRPC stub inside a client of the SDK, with what authenticates its calls. */
export interface SdkStub<Client> {
  readonly client: Client;
  getAuthToken(): Promise<Metadata>;
}

/**
 * The stub is in a private field; the version of the SDK is pinned, and tests hold this file against it.
 * @returns `undefined` when it is not there, or lacks one of the methods
 */
export async function readSdkStub<Client extends object>(
  sdkClient: object,
  methods: readonly (keyof Client & string)[],
): Promise<SdkStub<Client> | undefined> {
  const stub: unknown = await Reflect.get(sdkClient, 'grpc');
  return isStub<Client>(stub, methods) ? stub : undefined;
}

/** For calls of the REST API. */
export const toAuthHeaders = (metadata: Metadata): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(metadata.getMap()).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'user-agent' ? [[name, value]] : [],
    ),
  );

function isStub<Client extends object>(
  value: unknown,
  methods: readonly (keyof Client & string)[],
): value is SdkStub<Client> {
  if (typeof value !== 'object' || value === null) return false;
  if (typeof Reflect.get(value, 'getAuthToken') !== 'function') return false;
  const client: unknown = Reflect.get(value, 'client');
  return (
    typeof client === 'object' &&
    client !== null &&
    methods.every((name) => typeof Reflect.get(client, name) === 'function')
  );
}
