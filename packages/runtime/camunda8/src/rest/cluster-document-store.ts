import {
  ConnectorError,
  type DocumentReference,
  documentReference,
  type DocumentStore,
  isMediaType,
  type NewDocument,
  RetryableError,
} from '@jobwright/connector-sdk';
import { encodePathSegment } from '@jobwright/http-client';
import { documentNotFound, openGivenDocument } from '@jobwright/runtime';
import { z } from 'zod';
import { hasNoCredentials } from '@jobwright/runtime/cluster';
import type { ClusterClient } from '../cluster/cluster-client.ts';
import type { RestCall } from './rest-call.ts';

/** Limits of a document store in a cluster. */
export interface ClusterDocumentsOptions {
  /** Larger documents are refused before anything is sent, in bytes. Default 52,428,800 (50 MiB). */
  readonly maxBytes?: number;
}

const PATH = '/v2/documents';
const TIMEOUT_MS = 60_000;
/** A job has few retries: they are not spent while there is no token. */
const TOKEN_PAUSE_MS = 5_000;

/**
 * Keeps documents in the cluster itself, through the document API of Camunda 8 (`/v2/documents`).
 * @throws Error when the address of the cluster's REST API is not known
 */
export function createClusterDocumentStore(
  { rest }: Pick<ClusterClient, 'rest'>,
  { maxBytes = 50 * 1024 * 1024 }: ClusterDocumentsOptions = {},
): DocumentStore {
  if (rest === undefined)
    throw new Error('Documents need the REST API of the cluster: set ZEEBE_REST_ADDRESS');

  const call = async (path: string, request: RestCall, signal: AbortSignal): Promise<Response> => {
    try {
      return await rest.call(path, request, { timeoutMs: TIMEOUT_MS, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw hasNoCredentials(error)
        ? unavailable('cannot be called without credentials; the reason is in the log of the runtime', {
            cause: error,
            retryAfterMs: TOKEN_PAUSE_MS,
          })
        : unavailable('cannot be reached: check the REST address of the cluster', { cause: error });
    }
  };

  return {
    async create(document, { signal }) {
      const form = await createForm(document, maxBytes);
      const response = await call(PATH, { method: 'POST', form }, signal);
      if (!response.ok) throw await refused(response);
      return readReference(await response.json());
    },
    async open(document, { signal }) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      // The reader bounds how much of it is read: it is not held here.
      const request = { method: 'GET', maxAnswerBytes: Number.POSITIVE_INFINITY } as const;
      const response = await call(documentPath(document, { withHash: true }), request, signal);
      await throwIfMissing(response, document);
      if (!response.ok || response.body === null) throw await refused(response);
      return {
        fileName: document.metadata.fileName,
        contentType: response.headers.get('content-type') ?? document.metadata.contentType,
        size: document.metadata.size,
        content: response.body,
      };
    },
    async delete(document, { signal }) {
      const response = await call(documentPath(document), { method: 'DELETE' }, signal);
      if (!response.ok && response.status !== 404) throw await refused(response);
      await response.body?.cancel();
    },
    async createLink(document, { signal, timeToLiveMs }) {
      const path = documentPath(document, { subpath: '/links', withHash: true });
      const response = await call(path, { method: 'POST', json: { timeToLive: timeToLiveMs } }, signal);
      await throwIfMissing(response, document);
      if (!response.ok) throw await refused(response);
      const answer = linkAnswer.safeParse(await response.json());
      if (answer.success) return answer.data.url;
      throw unavailable('did not answer with a link', { cause: answer.error });
    },
  };
}

function documentPath(
  { documentId, storeId, contentHash }: DocumentReference,
  { subpath = '', withHash = false }: { readonly subpath?: string; readonly withHash?: boolean } = {},
): string {
  const query = new URLSearchParams({ storeId });
  if (withHash && typeof contentHash === 'string') query.set('contentHash', contentHash);
  return `${PATH}/${encodePathSegment(documentId, 'documentId')}${subpath}?${query.toString()}`;
}

async function throwIfMissing(response: Response, document: DocumentReference): Promise<void> {
  if (response.status !== 404) return;
  await response.body?.cancel();
  throw documentNotFound(document);
}

const linkAnswer = z.object({ url: z.url({ protocol: /^https?$/ }) });

async function createForm(document: NewDocument, maxBytes: number): Promise<FormData> {
  const chunks = await collect(document.content, maxBytes);
  // It becomes a header, here and where the document is read.
  const contentType = isMediaType(document.contentType) ? document.contentType : 'application/octet-stream';
  const metadata = { contentType, fileName: document.fileName };
  const form = new FormData();
  form.append('file', new Blob(chunks, { type: contentType }), document.fileName);
  form.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
  return form;
}

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

/** Camunda 8.6 leaves out the kind of the reference. */
const uploadAnswer = documentReference.omit({ 'camunda.document.type': true });

function readReference(answer: unknown): DocumentReference {
  const parsed = uploadAnswer.safeParse(answer);
  if (parsed.success) return { 'camunda.document.type': 'camunda', ...parsed.data };
  throw unavailable('did not answer with a document reference', { cause: parsed.error });
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
