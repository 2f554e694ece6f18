import { type DocumentReference, type JsonObject, readDocument } from '@jobwright/connector-sdk';
import { type ConnectorHarness, createConnectorHarness } from '@jobwright/connector-testing';
import { pdf } from '@jobwright/connector-pdf';
import { createMemoryDocumentStore } from '@jobwright/runtime';

export interface Painter {
  /** @throws Error with what the connector said when it drew nothing */
  draw(variables: JsonObject): Promise<Uint8Array>;
  /** Puts something into the document store. */
  keep(content: Uint8Array, fileName: string): Promise<DocumentReference>;
  close(): Promise<void>;
}

/** Has documents drawn the whole way a runtime does it. */
export function createPainter(connector = pdf): Painter {
  const store = createMemoryDocumentStore();
  const harness: ConnectorHarness = createConnectorHarness(connector, {
    documents: store,
    timeoutMs: 200_000,
  });
  return {
    async draw(variables) {
      const { outcome, documents } = await harness.run(variables, { jobKey: '1' });
      if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
      const { document } = outcome.variables['result'] as unknown as { readonly document: DocumentReference };
      const opened = await documents.open(document, { signal: AbortSignal.timeout(10_000) });
      return readDocument(opened, { maxBytes: 200_000_000 });
    },
    keep: (content, fileName) =>
      store.create(
        { content, fileName, contentType: 'application/octet-stream' },
        { signal: AbortSignal.timeout(10_000) },
      ),
    close: () => harness.close(),
  };
}
