import type { ClusterCredentials, Headers } from '@jobwright/runtime/cluster';

/**
 * A `Client` of `camunda-external-task-client-js` 3. What is needed of its inside is checked when connectors
 * are attached to it.
 */
export interface ExternalTaskClient {
  start(): void;
  stop(): void;
}

/** The address and the credentials of a client. */
export interface ClientAccess {
  readonly url: string;
  readonly credentials: ClusterCredentials;
}

/** The options of a request, as an interceptor sees and changes them. */
type RequestOptions = Readonly<Record<string, unknown>>;
type Interceptor = (options: RequestOptions) => unknown;

/**
 * Reads where the engine of a client is, and how its requests are authenticated.
 * @throws Error when the client is something else
 */
export function readClientAccess(client: ExternalTaskClient): ClientAccess {
  const service: unknown = Reflect.get(client, 'engineService');
  const url: unknown = isObject(service) ? Reflect.get(service, 'baseUrl') : undefined;
  const interceptors: unknown = isObject(service) ? Reflect.get(service, 'interceptors') : undefined;
  const list = [interceptors ?? []].flat();
  if (typeof url !== 'string' || !list.every(isInterceptor))
    throw new Error('Expected a Client of camunda-external-task-client-js 3');
  return {
    url,
    credentials: {
      // The interceptors renew what they add themselves.
      refuse: () => undefined,
      getHeaders: list.length === 0 ? () => ({}) : () => readHeaders(list),
    },
  };
}

/** What interceptors add to the headers of a request: at once, or just before it is sent. */
async function readHeaders(interceptors: readonly Interceptor[]): Promise<Headers> {
  let options: RequestOptions = { method: 'POST', headers: {} };
  for (const intercept of interceptors) {
    const changed = await intercept(options);
    if (isObject(changed)) options = { ...changed };
  }
  const { headers, hooks } = options;
  const sent = { ...options, headers: { ...(isObject(headers) && headers) } };
  const before: unknown = isObject(hooks) ? Reflect.get(hooks, 'beforeRequest') : undefined;
  for (const hook of Array.isArray(before) ? before.filter(isInterceptor) : []) await hook(sent);
  return Object.fromEntries(
    Object.entries(sent.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isInterceptor = (value: unknown): value is Interceptor => typeof value === 'function';
