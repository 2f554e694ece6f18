import { type DocumentReference, readDocument } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { type ConnectorHarness, createConnectorHarness } from '@jobwright/connector-testing';
import { pdf } from '@jobwright/connector-pdf';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { z } from 'zod';

const refusal = z.object({ code: z.string(), message: z.string() });

/** A document, or the code and message of what is wrong with the inputs. */
export type Attempt =
  | { readonly kind: 'drawn'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface Painter {
  /** @throws Error with what the connector said when it drew nothing */
  draw(variables: JsonObject): Promise<Uint8Array>;
  /** @throws Error when the job neither drew anything nor failed for good */
  attempt(variables: JsonObject): Promise<Attempt>;
  /** Puts something into the document store. */
  keep(content: Uint8Array, fileName: string): Promise<JsonObject>;
  close(): Promise<void>;
}

/** Has documents drawn the whole way a runtime does it. */
export function createPainter(connector = pdf): Painter {
  const store = createMemoryDocumentStore();
  const harness: ConnectorHarness = createConnectorHarness(connector, {
    documents: store,
    timeoutMs: 200_000,
  });
  const attempt = async (variables: JsonObject): Promise<Attempt> => {
    const { outcome, documents } = await harness.run(variables, { jobKey: '1' });
    if (outcome.kind === 'fail' && outcome.retries === 0) {
      return { kind: 'refused', ...refusal.parse(outcome.variables['error']) };
    }
    if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
    const { document } = outcome.variables['result'] as unknown as { readonly document: DocumentReference };
    const opened = await documents.open(document, { signal: AbortSignal.timeout(10_000) });
    return { kind: 'drawn', bytes: await readDocument(opened, { maxBytes: 200_000_000 }) };
  };
  return {
    attempt,
    async draw(variables) {
      const attempted = await attempt(variables);
      if (attempted.kind === 'drawn') return attempted.bytes;
      throw new Error(`${attempted.code}: ${attempted.message}`);
    },
    async keep(content, fileName) {
      const reference = await store.create(
        { content, fileName, contentType: 'application/octet-stream' },
        { signal: AbortSignal.timeout(10_000) },
      );
      return JSON.parse(JSON.stringify(reference)) as JsonObject;
    },
    close: () => harness.close(),
  };
}
