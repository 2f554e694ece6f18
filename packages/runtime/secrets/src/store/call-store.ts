import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpRequest } from '@jobwright/http-client';
import type { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';

export interface StoreHttp {
  /** Sends a request within the time limit and reads a JSON answer, whatever its status; `json` of another answer is `undefined`. */
  call(request: HttpRequest): Promise<StoreAnswer>;
  /** The same for an answer that is plain text. */
  text(request: HttpRequest): Promise<{ readonly status: number; readonly text: string }>;
}

export interface StoreAnswer {
  readonly status: number;
  readonly json: unknown;
}

export interface StoreHttpOptions {
  /** Proxies and limits. Its rules do not hold: the operator names a store, not a model. Default: directly. */
  readonly network?: OutboundNetwork;
  /** For each request in all, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number;
}

const MAX_ANSWER_BYTES = 1_000_000;

export function createStoreHttp({ network, timeoutMs = 5_000 }: StoreHttpOptions): StoreHttp {
  const client = createHttpClient({
    ...(network !== undefined && { network }),
    target: 'operator',
    maxResponseBytes: MAX_ANSWER_BYTES,
  });
  const text: StoreHttp['text'] = async (request) => {
    const { status, body } = await client.send(request, { signal: AbortSignal.timeout(timeoutMs) });
    return { status, text: Buffer.from(body).toString('utf8') };
  };
  return {
    text,
    async call(request) {
      const answer = await text(request);
      return { status: answer.status, json: toJson(answer.text) };
    },
  };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer of a store, held against what its documentation says. */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { status, json }: StoreAnswer,
  title: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SecretStoreError(
    `${title} answers ${status} with something else than expected: check its address and version`,
  );
}
