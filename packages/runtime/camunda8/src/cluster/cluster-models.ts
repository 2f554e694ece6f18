import { RetryableError } from '@jobwright/connector-sdk';
import { modelRefused, type ProcessDefinition } from '@jobwright/runtime';
import { z } from 'zod';
import { type ClusterRoute, sendHttp } from './send-http.ts';

export interface ClusterModelsOptions extends ClusterRoute {
  /** Of the cluster's REST API, e.g. `http://localhost:8080`. Unknown: no model can be had. */
  readonly restAddress: string | undefined;
  /** What authenticates each call. Default: nothing. */
  readonly authHeaders?: () => Promise<Readonly<Record<string, string>>>;
  /** Told headers that the cluster refuses; the call is then sent once more. */
  readonly onRefused?: (headers: Readonly<Record<string, string>>) => void;
}

const MAX_BYTES = 10_000_000;
const MAX_PROBLEM_BYTES = 10_000;
const MAX_DETAIL_LENGTH = 300;

/** The code of the failure that the cluster knows the endpoint, but not the definition. */
export const MODEL_NOT_FOUND = 'PROCESS_MODEL_NOT_FOUND';

/** Gives the XML of a deployed model. */
export type ClusterModels = (
  definition: ProcessDefinition,
  options: { readonly signal: AbortSignal },
) => Promise<string>;

/** Deployed models from the cluster itself: `GET /v2/process-definitions/{key}/xml`, from Camunda 8.8 on. */
export function createClusterModels(options: ClusterModelsOptions): ClusterModels {
  const { restAddress } = options;
  if (restAddress === undefined) {
    return () => Promise.reject(modelRefused('no REST address of the cluster is known (ZEEBE_REST_ADDRESS)'));
  }
  const base = restAddress.replace(/\/+$/, '');
  return async ({ processDefinitionKey }, { signal }) => {
    const url = `${base}/v2/process-definitions/${encodeURIComponent(processDefinitionKey)}/xml`;
    const response = await ask(url, options, signal);
    if (response.status === 200) return read(response, signal);
    throw await toFailure(response, { base, signal });
  };
}

async function ask(
  url: string,
  { authHeaders, onRefused, ...route }: ClusterModelsOptions,
  signal: AbortSignal,
): Promise<Response> {
  const send = async (headers: Readonly<Record<string, string>>): Promise<Response> =>
    sendHttp(
      url,
      { method: 'GET', headers: { ...headers, Accept: 'text/xml' }, maxAnswerBytes: 2 * MAX_BYTES, signal },
      route,
    );
  try {
    const headers = (await authHeaders?.()) ?? {};
    const response = await send(headers);
    if (response.status !== 401 || onRefused === undefined) return response;
    await response.body?.cancel();
    onRefused(headers);
    return await send((await authHeaders?.()) ?? {});
  } catch (cause) {
    signal.throwIfAborted();
    throw later('the REST API of the cluster cannot be reached', { cause });
  }
}

async function read(response: Response, signal: AbortSignal): Promise<string> {
  const text = await readText(response, MAX_BYTES).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw later('the answer of the cluster is cut off', { cause });
  });
  if (text === undefined) throw modelRefused(`its model has more than ${MAX_BYTES} bytes`);
  return text;
}

/** `undefined` when it is larger. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const content: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
  for await (const chunk of content ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const problem = z.object({
  detail: z.string().optional().catch(undefined),
  /** Of frameworks that have nothing at a path. */
  path: z.string().optional().catch(undefined),
});

async function toFailure(
  response: Response,
  { base, signal }: { readonly base: string; readonly signal: AbortSignal },
): Promise<Error> {
  const { status } = response;
  const text = await readText(response, MAX_PROBLEM_BYTES).catch(() => undefined);
  signal.throwIfAborted();
  const { detail, path } = problem.safeParse(parse(text)).data ?? {};
  const said = detail === undefined ? `${status}` : `${status}: ${detail.slice(0, MAX_DETAIL_LENGTH)}`;
  switch (status) {
    case 204:
      return modelRefused(`the cluster at ${base} has no XML of it`);
    case 401:
      return modelRefused(`the REST API of the cluster at ${base} does not know who calls (${said})`);
    case 403:
      return modelRefused(`the cluster at ${base} forbids to read process definitions (${said})`);
    case 404:
      if (path === undefined && !/^No (static resource|endpoint|handler)/i.test(detail ?? ''))
        return later(`the cluster does not have it yet (${said})`, { code: MODEL_NOT_FOUND });
      break;
    case 405:
    case 501:
      break;
    default:
      if (status === 408 || status === 425 || status === 429 || status >= 500)
        return later(`the REST API of the cluster answers ${said}`);
      return modelRefused(`the REST API of the cluster at ${base} answers ${said}`);
  }
  return modelRefused(
    `the cluster at ${base} has no endpoint for deployed models, as Camunda has from 8.8 on (${said})`,
  );
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const later = (
  reason: string,
  {
    code = 'PROCESS_MODEL_UNAVAILABLE',
    ...options
  }: { readonly code?: string; readonly cause?: unknown } = {},
): RetryableError => new RetryableError({ code, message: reason, ...options });
