import { createHash } from 'node:crypto';
import type { DocumentStorage } from './document-storage.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** Keeps documents until the engine closes. */
export function createMemoryDocumentStorage(): DocumentStorage {
  return {
    storeId: 'in-memory',
    existing: [],
    create() {
      const chunks: Uint8Array[] = [];
      return Promise.resolve({
        write: (chunk: Uint8Array) => void chunks.push(chunk),
        finish() {
          const bytes = Buffer.concat(chunks);
          const hash = createHash('sha256').update(bytes).digest('hex');
          return Promise.resolve({ size: bytes.length, hash, open: () => bytes });
        },
        discard() {
          chunks.length = 0;
          return Promise.resolve();
        },
      });
    },
    save: (document) => Promise.resolve(document),
    discard: nothing,
    remove: nothing,
  };
}
