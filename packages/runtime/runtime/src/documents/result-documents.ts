import { timeoutSignal } from '@jobwright/concurrency';
import type { DocumentReference, DocumentStore, Logger, NewDocument } from '@jobwright/connector-sdk';
import type { JobOutcome } from '../job.ts';

/** The documents that the expressions of one job create. */
export interface ResultDocuments {
  create(document: NewDocument): Promise<DocumentReference>;
  /**
   * Called once the job is answered: deletes what its answer does not refer to. What the store cannot delete
   * is logged.
   */
  deleteUnused(outcome: JobOutcome | undefined): Promise<void>;
}

export interface ResultDocumentsOptions {
  readonly store: DocumentStore;
  /** Of the job. */
  readonly processInstanceKey: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** An answer does not wait longer for documents that nobody refers to. */
const MAX_DELETE_MS = 5_000;

export function createResultDocuments({
  store,
  processInstanceKey,
  signal,
  logger,
}: ResultDocumentsOptions): ResultDocuments {
  const created: DocumentReference[] = [];
  return {
    async create(document) {
      const reference = await store.create(document, { signal, processInstanceKey });
      created.push(reference);
      return reference;
    },
    async deleteUnused(outcome) {
      const unused = created.splice(0).filter(({ documentId }) => !refersTo(outcome, documentId));
      if (unused.length === 0) return;
      const deadline = timeoutSignal(MAX_DELETE_MS);
      const left: string[] = [];
      for (const document of unused) {
        try {
          if (store.delete === undefined) left.push(document.documentId);
          else await store.delete(document, { signal: deadline });
        } catch (error) {
          logger.debug({ error }, 'An unused document could not be deleted');
          left.push(document.documentId);
        }
      }
      if (left.length > 0)
        logger.warn({ documentIds: left }, 'Documents that no process refers to remain in the store');
    },
  };
}

const refersTo = (outcome: JobOutcome | undefined, documentId: string): boolean =>
  outcome?.variables.includes(JSON.stringify(documentId)) === true;
