import type { ResultDocuments } from '../documents/result-documents.ts';

/** For expressions that make none. */
export const noResultDocuments: ResultDocuments = {
  create: () => Promise.reject(new Error('There is no store')),
  deleteUnused: async () => undefined,
};
