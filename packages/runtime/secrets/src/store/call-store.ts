import { timeoutSignal } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpRequest } from '@jobwright/http-client';
import type { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';

export interface StoreHttp {
  /**
   * Sends a request within the time limit and reads a JSON answer, whatever its status; `json` of another
   * answer is `undefined`.
   */
  call(request: HttpRequest): Promise<StoreAnswer>;
  /** The same for an answer that is plain text. */
  text(request: HttpRequest): Promise<{ readonly status: number; readonly text: string }>;
}

export interface StoreAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** How requests to a store of secrets are sent. */
export interface StoreHttpOptions {
  /**
   * Its proxies and limits apply. Its egress rules do not: the operator names a store, not a model. Default:
   * stores are called directly.
   */
  readonly network?: OutboundNetwork;
  /** For each request as a whole, in milliseconds. Default 5,000. */
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
    const { status, body } = await client.send(request, { signal: timeoutSignal(timeoutMs) });
    return { status, text: Buffer.from(body).toString('utf8') };
  };
  return {
    text,
    async call(request) {
      const answer = await text(request);
      return { status: answer.status, json: readJson(answer.text) };
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer of a store, checked against its documentation. @throws SecretStoreError */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { status, json }: StoreAnswer,
  title: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SecretStoreError(
    `${title} answered ${status} with something unexpected: check its address and version`,
  );
}
