import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/commands.ts';
import { parseDateTime } from '../../model/iso-time.ts';
import {
  type ContentBudget,
  createContentBudget,
  type DocumentLimits,
  type ReceivedContent,
} from './content-budget.ts';
import type { DocumentMetadata } from './document-metadata.ts';
import { Problem } from './problem.ts';

export interface StoredDocument {
  readonly id: string;
  readonly content: ReceivedContent;
  readonly metadata: DocumentMetadata;
}

/** Documents in memory, until they expire, are deleted or the engine closes. */
export interface DocumentStore extends ContentBudget {
  /** @throws Problem 409 when the id is taken. */
  add(document: {
    readonly id: string | undefined;
    readonly content: ReceivedContent;
    readonly metadata: DocumentMetadata;
  }): StoredDocument;
  get(id: string): StoredDocument | undefined;
  delete(id: string): boolean;
}

export function createDocumentStore(clock: Clock, limits: DocumentLimits): DocumentStore {
  const documents = new Map<string, StoredDocument>();
  const budget = createContentBudget(limits);

  const remove = (document: StoredDocument): void => {
    documents.delete(document.id);
    budget.free(document.content);
  };
  const removeExpired = (): void => {
    for (const document of documents.values()) {
      const { expiresAt } = document.metadata;
      const expiresAtMs = expiresAt === undefined ? undefined : parseDateTime(expiresAt);
      if (expiresAtMs !== undefined && expiresAtMs <= clock.now()) remove(document);
    }
  };

  return {
    receive(content) {
      removeExpired();
      return budget.receive(content);
    },
    free: (content) => budget.free(content),
    add({ id = randomUUID(), content, metadata }) {
      removeExpired();
      if (documents.has(id)) {
        throw new Problem(409, `Document with id '${id}' already exists`, 'ALREADY_EXISTS');
      }
      const document = { id, content, metadata };
      documents.set(id, document);
      return document;
    },
    get(id) {
      removeExpired();
      return documents.get(id);
    },
    delete(id) {
      removeExpired();
      const document = documents.get(id);
      if (document) remove(document);
      return document !== undefined;
    },
  };
}
