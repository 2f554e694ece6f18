import { RetryableError } from '@jobwright/connector-sdk';
import { modelRefused, type ProcessDefinition } from '@jobwright/runtime';
import { z } from 'zod';
import type { ClusterClient } from '../cluster/cluster-client.ts';
import type { RestCalls } from './rest-calls.ts';

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 10_000_000;
const MAX_PROBLEM_BYTES = 10_000;
const MAX_DETAIL_LENGTH = 300;

/** The code of the failure that says: the cluster has the endpoint, but not the definition. */
export const MODEL_NOT_FOUND = 'PROCESS_MODEL_NOT_FOUND';

/**
 * Gives the XML of a deployed model.
 * @throws ConnectorError when the cluster does not give it, or it has more than 10,000,000 bytes
 * @throws RetryableError when the cluster cannot be reached now, or does not have the definition yet
 */
export type ClusterModels = (
  definition: ProcessDefinition,
  options: { readonly signal: AbortSignal },
) => Promise<string>;

/** Reads deployed models from the cluster: `GET /v2/process-definitions/{key}/xml`, from Camunda 8.8 on. */
export function createClusterModels({ rest }: Pick<ClusterClient, 'rest'>): ClusterModels {
  if (rest === undefined) {
    return () => Promise.reject(modelRefused('no REST address of the cluster is known (ZEEBE_REST_ADDRESS)'));
  }
  return async ({ processDefinitionKey }, { signal }) => {
    const response = await request(rest, processDefinitionKey, signal);
    if (response.status === 200) return read(response, signal);
    throw await modelError(response, { address: rest.address.replace(/\/+$/, ''), signal });
  };
}

async function request(rest: RestCalls, key: string, signal: AbortSignal): Promise<Response> {
  try {
    return await rest.call(
      `/v2/process-definitions/${encodeURIComponent(key)}/xml`,
      { method: 'GET', headers: { Accept: 'text/xml' }, maxAnswerBytes: 2 * MAX_BYTES },
      { timeoutMs: TIMEOUT_MS, signal },
    );
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

/** Returns `undefined` when it is larger. */
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
  /** Sent by frameworks when nothing is at the path. */
  path: z.string().optional().catch(undefined),
});

async function modelError(
  response: Response,
  { address, signal }: { readonly address: string; readonly signal: AbortSignal },
): Promise<Error> {
  const { status } = response;
  const text = await readText(response, MAX_PROBLEM_BYTES).catch(() => undefined);
  signal.throwIfAborted();
  const { detail, path } = problem.safeParse(parse(text)).data ?? {};
  const said = detail === undefined ? `${status}` : `${status}: ${detail.slice(0, MAX_DETAIL_LENGTH)}`;
  switch (status) {
    case 204:
      return modelRefused(`the cluster at ${address} has no XML of it`);
    case 401:
      return modelRefused(`the REST API of the cluster at ${address} does not know who calls (${said})`);
    case 403:
      return modelRefused(`the cluster at ${address} forbids reading process definitions (${said})`);
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
      return modelRefused(`the REST API of the cluster at ${address} answers ${said}`);
  }
  return modelRefused(
    `the cluster at ${address} has no endpoint for deployed models, as Camunda has from 8.8 on (${said})`,
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
