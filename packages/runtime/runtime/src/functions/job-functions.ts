import { type DocumentStore, readDocument } from '@jobwright/connector-sdk';
import type { HttpContext } from '@jobwright/http-client';
import type { ExpressionSettings } from '../expressions/expression-settings.ts';
import type { FunctionContext } from './intrinsic-function.ts';

export interface FunctionContextOptions extends HttpContext {
  /** Opens the documents of the job. */
  readonly documents: Pick<DocumentStore, 'open'>;
  readonly store: DocumentStore;
  readonly expressions: ExpressionSettings;
}

/** The most that the functions of one job read together: it is kept in memory, along with their results. */
const MAX_READ_BYTES = 20_000_000;

export function createFunctionContext({
  documents,
  store,
  ...context
}: FunctionContextOptions): FunctionContext {
  const { signal } = context;
  let bytesLeft = MAX_READ_BYTES;
  return {
    ...context,
    githubApiUrl: 'https://api.github.com',
    async readDocument(document) {
      const bytes = await readDocument(await documents.open(document, { signal }), { maxBytes: bytesLeft });
      bytesLeft -= bytes.byteLength;
      return bytes;
    },
    createLink:
      store.createLink === undefined
        ? undefined
        : async (document, timeToLiveMs) =>
            (await store.createLink?.(document, { signal, timeToLiveMs })) ?? '',
  };
}
