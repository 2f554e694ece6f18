import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/commands.ts';
import { parseDateTime } from '../../model/iso-time.ts';
import { type ContentBudget, createContentBudget, type DocumentLimits } from './content-budget.ts';
import type { DocumentMetadata } from './document-metadata.ts';
import type { Content, DocumentStorage, StoredDocument } from './document-storage.ts';
import { Problem } from './problem.ts';

/** Documents, until they expire or are deleted. */
export interface DocumentStore extends Pick<ContentBudget, 'receive'> {
  readonly storeId: string;
  /** Gives up content that becomes no document. */
  discard(content: Content): Promise<void>;
  /** @throws Problem 409 when the id is taken. */
  add(document: {
    readonly id: string | undefined;
    readonly content: Content;
    readonly metadata: DocumentMetadata;
  }): Promise<StoredDocument>;
  get(id: string): StoredDocument | undefined;
  delete(id: string): Promise<boolean>;
}

export function createDocumentStore(options: {
  readonly clock: Clock;
  readonly limits: DocumentLimits;
  readonly storage: DocumentStorage;
}): DocumentStore {
  const { clock, limits, storage } = options;
  const documents = new Map(storage.existing.map((document) => [document.id, document]));
  /** Ids of documents that are being saved or removed. */
  const busyIds = new Set<string>();
  const budget = createContentBudget(limits, storage);

  const remove = async (document: StoredDocument): Promise<void> => {
    const { id, content } = document;
    documents.delete(id);
    busyIds.add(id);
    try {
      await storage.remove(document);
      budget.free(content);
    } finally {
      busyIds.delete(id);
    }
  };
  const removeExpired = async (): Promise<void> => {
    const expired = [...documents.values()].filter(({ metadata: { expiresAt } }) => {
      const expiresAtMs = expiresAt === undefined ? undefined : parseDateTime(expiresAt);
      return expiresAtMs !== undefined && expiresAtMs <= clock.now();
    });
    // What cannot be removed now is tried again when the store is opened.
    await Promise.allSettled(expired.map(remove));
  };

  return {
    storeId: storage.storeId,
    async receive(content) {
      await removeExpired();
      return budget.receive(content);
    },
    async discard(content) {
      budget.free(content);
      await storage.discard(content);
    },
    async add({ id = randomUUID(), content, metadata }) {
      await removeExpired();
      if (documents.has(id) || busyIds.has(id)) {
        throw new Problem(409, `Document with id '${id}' already exists`, 'ALREADY_EXISTS');
      }
      busyIds.add(id);
      try {
        const document = await storage.save({ id, content, metadata });
        documents.set(id, document);
        return document;
      } finally {
        busyIds.delete(id);
      }
    },
    get(id) {
      void removeExpired();
      return documents.get(id);
    },
    async delete(id) {
      await removeExpired();
      const document = documents.get(id);
      if (document) await remove(document);
      return document !== undefined;
    },
  };
}
