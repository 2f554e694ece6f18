import { randomUUID } from 'node:crypto';
import type { DocumentReference } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ExternalTask } from '../engine/external-task.ts';

/** The store of documents that are variables of a process instance. */
export const ENGINE_STORE_ID = 'process-engine';

/** Variables of this name hold documents that connectors created, and are no variables of the process. */
const STORED_PREFIX = 'jobwright-document-';
const STORED = /^jobwright-document-[0-9a-f-]{36}$/;

/** Whether a variable holds a document that a connector created. Its name cannot be guessed. */
export const isStoredDocument = (name: string): boolean => STORED.test(name);

export const createStoredName = (): string => `${STORED_PREFIX}${randomUUID()}`;

/** Where a `File` variable is. */
export interface FileAddress {
  readonly processInstanceId: string;
  /** That sees the variable; `undefined`: the process instance does. */
  readonly executionId: string | undefined;
  readonly name: string;
}

/** What is known of a file beside its content. */
export interface FileFacts {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
}

/** The reference to a `File` variable that a task sees. */
export function fileReference(
  { executionId, processInstanceId }: Pick<ExternalTask, 'executionId' | 'processInstanceId'>,
  { name, fileName, contentType }: FileFacts,
): JsonObject {
  return {
    'camunda.document.type': 'camunda',
    storeId: ENGINE_STORE_ID,
    documentId: documentIdOf({ processInstanceId, executionId, name }),
    metadata: {
      ...(contentType !== undefined && { contentType }),
      ...(fileName !== undefined && { fileName }),
    },
  };
}

/** Ids of the engine are UUIDs or numbers. */
const ADDRESS = /^([\w-]{1,64})\/(?:([\w-]{1,64})\/)?([^/]+)$/;

export function documentIdOf({ processInstanceId, executionId, name }: FileAddress): string {
  const execution = executionId === undefined ? '' : `${executionId}/`;
  // What no UTF-8 has becomes a replacement character: it cannot be in an address either.
  return `${processInstanceId}/${execution}${encodeURIComponent(Buffer.from(name).toString())}`;
}

/** `undefined` when it is not the id of a document in this store. */
export function readDocumentId({ storeId, documentId }: DocumentReference): FileAddress | undefined {
  if (storeId !== ENGINE_STORE_ID) return undefined;
  const [, processInstanceId, executionId, encoded] = ADDRESS.exec(documentId) ?? [];
  if (processInstanceId === undefined || encoded === undefined) return undefined;
  try {
    return { processInstanceId, executionId, name: decodeURIComponent(encoded) };
  } catch {
    return undefined;
  }
}
