import { ConnectorError, type DocumentStore, RetryableError } from '@jobwright/connector-sdk';
import { readHeader } from '@jobwright/http-client';
import { documentNotFound, openGivenDocument } from '@jobwright/runtime';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import type { EngineRequests } from '../engine/engine-request.ts';
import { boundContent } from './bound-content.ts';
import { deleteVariable, isNoVariable, openFile, sendFile } from './file-calls.ts';
import {
  createStoredName,
  documentIdOf,
  ENGINE_STORE_ID,
  type FileAddress,
  isStoredDocument,
  readDocumentId,
} from './file-reference.ts';
import { multipartFile } from './multipart-file.ts';

/** Limits of a document store in an engine. */
export interface EngineDocumentsOptions {
  /**
   * Larger documents are refused while they are sent, in bytes: the engine has them in memory, several times.
   * Default 20,971,520 (20 MiB).
   */
  readonly maxBytes?: number;
  /** Where new documents go, and references of other stores are read. Default: new ones go to the engine. */
  readonly others?: DocumentStore | undefined;
}

/** For all of the content. */
const TIMEOUT_MS = 600_000;

/**
 * Keeps documents in the engine, as `File` variables of their process instance: they end with it. Reads
 * `File` variables of the process. Content is passed on as it comes.
 */
export function createEngineDocumentStore(
  engine: EngineRequests,
  { maxBytes = 20 * 1024 * 1024, others }: EngineDocumentsOptions = {},
): DocumentStore {
  const bound = (signal: AbortSignal) => ({ timeoutMs: TIMEOUT_MS, signal });
  const own: DocumentStore = {
    async create({ content, fileName, contentType }, { signal, processInstanceKey }) {
      if (processInstanceKey === undefined) throw storeRefused('keeps documents of process instances only');
      const bounded = boundContent(content, maxBytes);
      const name = createStoredName();
      const file = multipartFile({ content: bounded.content, fileName, contentType });
      await sendFile(
        engine,
        { execution: processInstanceKey, name },
        { ...file, bounds: bound(signal) },
      ).catch((error: unknown) => {
        signal.throwIfAborted();
        throw bounded.problem ?? storeError(error);
      });
      const { size, hash } = bounded.facts();
      return {
        'camunda.document.type': 'camunda',
        storeId: ENGINE_STORE_ID,
        documentId: documentIdOf({ processInstanceId: processInstanceKey, executionId: undefined, name }),
        contentHash: hash,
        metadata: { contentType, fileName, size },
      };
    },
    async open(document, { signal, processInstanceKey }) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      const address = readDocumentId(document);
      if (address === undefined && others !== undefined) return others.open(document, { signal });
      if (address === undefined || !mayRead(address, processInstanceKey)) throw documentNotFound(document);
      const response = await openFile(engine, address, bound(signal)).catch((error: unknown) => {
        signal.throwIfAborted();
        throw isNoVariable(error) ? documentNotFound(document) : storeError(error);
      });
      const length = Number(readHeader(response.headers, 'content-length'));
      return {
        fileName: document.metadata.fileName,
        contentType: readHeader(response.headers, 'content-type') ?? document.metadata.contentType,
        size: Number.isSafeInteger(length) && length >= 0 ? length : document.metadata.size,
        content: response.body,
      };
    },
    async delete(document, options) {
      const address = readDocumentId(document);
      if (address === undefined) return others?.delete?.(document, options);
      // Variables of the process are not ours to delete.
      if (!isStoredDocument(address.name)) return;
      await deleteVariable(engine, address, bound(options.signal)).catch((error: unknown) => {
        options.signal.throwIfAborted();
        throw storeError(error);
      });
    },
  };
  if (others === undefined) return own;
  const createLink = others.createLink?.bind(others);
  return {
    ...own,
    create: (document, options) => others.create(document, options),
    ...(createLink && { createLink }),
  };
}

/**
 * The name of a variable can be guessed, that of a document that was created here cannot: only the latter is
 * read from another process instance.
 */
const mayRead = ({ processInstanceId, name }: FileAddress, processInstanceKey: string | undefined): boolean =>
  isStoredDocument(name) || processInstanceId === processInstanceKey;

const storeRefused = (reason: string): ConnectorError =>
  new ConnectorError({ code: 'DOCUMENT_STORE_REFUSED', message: `The engine's document store ${reason}` });

function storeError(error: unknown): unknown {
  if (!(error instanceof ClusterCallError)) return error;
  const { failure, message } = error;
  const isFinal = failure === 'refused' || failure === 'denied' || failure === 'unauthenticated';
  if (isFinal) return storeRefused(`answers: ${message}`);
  return new RetryableError({
    code: 'DOCUMENT_STORE_UNAVAILABLE',
    message: `The engine's document store is not available (${message})`,
    cause: error,
  });
}
