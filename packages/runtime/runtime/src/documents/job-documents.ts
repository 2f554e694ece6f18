import type { DocumentStore } from '@jobwright/connector-sdk';
import type { HttpContext } from '@jobwright/http-client';
import { openExternalDocument } from './external-document.ts';

export interface JobDocumentsOptions extends Omit<HttpContext, 'signal'> {
  /** Where referenced documents are, and new ones go. */
  readonly store: DocumentStore;
  readonly maxExternalDocumentBytes: number;
  /** Of the job. */
  readonly processInstanceKey: string;
}

/** The documents of one job: those in the store, and those fetched from elsewhere. */
export interface JobDocuments {
  readonly documents: DocumentStore;
  /** The job is over: ends requests for documents that were not read to their end. */
  close(): void;
}

export function createJobDocuments({
  store,
  network,
  resources,
  trace,
  maxExternalDocumentBytes: maxBytes,
  processInstanceKey,
}: JobDocumentsOptions): JobDocuments {
  const unread: (() => void)[] = [];
  const onOpen = (leave: () => void): void => void unread.push(leave);
  return {
    documents: {
      create: (document, options) => store.create(document, { ...options, processInstanceKey }),
      open: (document, options) =>
        document['camunda.document.type'] === 'external'
          ? openExternalDocument(document, { ...options, network, resources, trace, maxBytes, onOpen })
          : store.open(document, { ...options, processInstanceKey }),
    },
    close() {
      for (const leave of unread.splice(0)) leave();
    },
  };
}
