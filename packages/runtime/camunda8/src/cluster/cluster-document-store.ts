import {
  ConnectorError,
  type DocumentReference,
  documentReference,
  type DocumentStore,
  isMediaType,
  RetryableError,
} from '@jobwright/connector-sdk';
import { encodePathSegment } from '@jobwright/http-client';
import { documentNotFound, openGivenDocument } from '@jobwright/runtime';
import { z } from 'zod';
import { type ClusterRoute, type HttpCall, sendHttp } from './send-http.ts';

export interface ClusterDocumentsOptions extends ClusterRoute {
  /** Of the cluster's REST API, e.g. `http://localhost:8080`. */
  readonly restAddress: string;
  /** What authenticates each call. Default: nothing. */
  readonly authHeaders?: () => Promise<Readonly<Record<string, string>>>;
  /** Told headers that the cluster refuses; the call is then sent once more. */
  readonly onRefused?: (headers: Readonly<Record<string, string>>) => void;
  /** Documents above are refused before anything is sent, in bytes. Default 50 MB. */
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 60_000;
/** A job has few retries: they are not spent while there is no token. */
const TOKEN_PAUSE_MS = 5_000;

/** Documents in the cluster itself, through the document API of Camunda 8 (`/v2/documents`). */
export function createClusterDocumentStore(options: ClusterDocumentsOptions): DocumentStore {
  const base = `${options.restAddress.replace(/\/+$/, '')}/v2/documents`;
  const maxBytes = options.maxBytes ?? 50 * 1024 * 1024;

  const authenticate = async (): Promise<Readonly<Record<string, string>>> => {
    try {
      return (await options.authHeaders?.()) ?? {};
    } catch (cause) {
      throw unavailable('cannot be shown who we are; the reason is in the log of the runtime', {
        cause,
        retryAfterMs: TOKEN_PAUSE_MS,
      });
    }
  };

  const call = async (
    url: string,
    { headers: own, ...init }: Omit<HttpCall, 'signal'>,
    signal: AbortSignal,
  ): Promise<Response> => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const headers = await authenticate();
    const send = (authentication: Readonly<Record<string, string>>): Promise<Response> =>
      sendHttp(url, { ...init, headers: { ...own, ...authentication }, signal: bounded }, options);
    try {
      const response = await send(headers);
      if (response.status !== 401 || options.onRefused === undefined) return response;
      await response.body?.cancel();
      options.onRefused(headers);
      return await send(await authenticate());
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RetryableError) throw error;
      throw unavailable('cannot be reached: check the REST address of the cluster', { cause: error });
    }
  };

  const toUrl = ({ documentId, storeId }: DocumentReference, rest = ''): URL => {
    const url = new URL(`${base}/${encodePathSegment(documentId, 'documentId')}${rest}`);
    url.searchParams.set('storeId', storeId);
    return url;
  };

  return {
    async create(document, { signal }) {
      const chunks = await collect(document.content, maxBytes);
      const form = new FormData();
      // It becomes the header of a part, here and where the document is read.
      const contentType = isMediaType(document.contentType)
        ? document.contentType
        : 'application/octet-stream';
      form.append('file', new Blob(chunks, { type: contentType }), document.fileName);
      const metadata = { contentType, fileName: document.fileName };
      form.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
      const response = await call(base, { method: 'POST', body: form }, signal);
      if (!response.ok) throw await refused(response);
      return toReference(await response.json());
    },
    async open(document, { signal }) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      const url = toUrl(document);
      if (typeof document.contentHash === 'string') url.searchParams.set('contentHash', document.contentHash);
      // Who reads it says how much of it: it is not held here.
      const init = { method: 'GET', maxAnswerBytes: Number.POSITIVE_INFINITY } as const;
      const response = await call(url.href, init, signal);
      if (response.status === 404) {
        await response.body?.cancel();
        throw documentNotFound(document);
      }
      if (!response.ok || response.body === null) throw await refused(response);
      return {
        fileName: document.metadata.fileName,
        contentType: response.headers.get('content-type') ?? document.metadata.contentType,
        size: document.metadata.size,
        content: response.body,
      };
    },
    async delete(document, { signal }) {
      const response = await call(toUrl(document).href, { method: 'DELETE' }, signal);
      if (!response.ok && response.status !== 404) throw await refused(response);
      await response.body?.cancel();
    },
    async createLink(document, { signal, timeToLiveMs }) {
      const url = toUrl(document, '/links');
      if (typeof document.contentHash === 'string') url.searchParams.set('contentHash', document.contentHash);
      const body = JSON.stringify({ timeToLive: timeToLiveMs });
      const headers = { 'content-type': 'application/json' };
      const response = await call(url.href, { method: 'POST', body, headers }, signal);
      if (response.status === 404) {
        await response.body?.cancel();
        throw documentNotFound(document);
      }
      if (!response.ok) throw await refused(response);
      const answer = linkAnswer.safeParse(await response.json());
      if (answer.success) return answer.data.url;
      throw unavailable('answered with something that is no link', { cause: answer.error });
    },
  };
}

const linkAnswer = z.object({ url: z.url({ protocol: /^https?$/ }) });

async function collect(
  content: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ConnectorError({
        code: 'DOCUMENT_TOO_LARGE',
        message: `The document is larger than the ${maxBytes} bytes that the cluster's store takes`,
      });
    }
    chunks.push(new Uint8Array(chunk));
  }
  return chunks;
}

/** Camunda 8.6 leaves out what kind of reference it is. */
const uploadAnswer = documentReference.omit({ 'camunda.document.type': true });

function toReference(answer: unknown): DocumentReference {
  const parsed = uploadAnswer.safeParse(answer);
  if (parsed.success) return { 'camunda.document.type': 'camunda', ...parsed.data };
  throw unavailable('answered with something that is no document reference', { cause: parsed.error });
}

async function refused(response: Response): Promise<Error> {
  const detail = (await response.text().catch(() => '')).slice(0, 500);
  if (response.status >= 500 || response.status === 429)
    return unavailable(`answered ${response.status}: ${detail}`);
  return new ConnectorError({
    code: 'DOCUMENT_STORE_REFUSED',
    message: `The cluster's document store answered ${response.status}: ${detail}`,
  });
}

const unavailable = (
  reason: string,
  details: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
): RetryableError =>
  new RetryableError({
    code: 'DOCUMENT_STORE_UNAVAILABLE',
    message: `The cluster's document store ${reason}`,
    ...details,
  });
