import {
  type DocumentReference,
  type DocumentStore,
  type JsonObject,
  readDocument,
} from '@jobwright/connector-sdk';
import { createConnectorHarness, type TestRun } from '@jobwright/connector-testing';
import { pdf } from '../connector.ts';
import { createMemoryStore } from './memory-store.ts';
import { readPdf, type ReadPdf } from './read-pdf.ts';

export interface Drawn {
  readonly bytes: Uint8Array;
  readonly read: ReadPdf;
  readonly result: JsonObject;
}

/** One harness for the tests of a file: a thread that draws takes a while to start. */
export interface Studio {
  draw(
    variables: JsonObject,
    options?: { readonly jobKey?: string; readonly password?: string },
  ): Promise<Drawn>;
  /** The error of a job that fails without another attempt. */
  fail(variables: JsonObject): Promise<JsonObject>;
  run(variables: JsonObject): Promise<TestRun>;
  /** Puts something into the document store; gives it as it stands in variables. */
  keep(content: Uint8Array | string, fileName?: string): Promise<JsonObject>;
  close(): Promise<void>;
}

export function openStudio(connector = pdf, documents: DocumentStore = createMemoryStore()): Studio {
  const harness = createConnectorHarness(connector, { documents });
  const signal = new AbortController().signal;
  const run = (variables: JsonObject, options = {}) => harness.run({ title: 'Test', ...variables }, options);
  return {
    run,
    async draw(variables, { password, ...options } = {}) {
      const { outcome } = await run(variables, options);
      if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
      const result = outcome.variables['result'] as JsonObject;
      const opened = await documents.open(result['document'] as unknown as DocumentReference, { signal });
      const bytes = await readDocument(opened, { maxBytes: 200_000_000 });
      return { bytes, result, read: await readPdf(bytes, password) };
    },
    async fail(variables) {
      const { outcome } = await run(variables);
      if (outcome.kind !== 'fail' || outcome.retries !== 0) throw new Error(JSON.stringify(outcome));
      return outcome.variables['error'] as JsonObject;
    },
    async keep(content, fileName = 'file') {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return (await documents.create(
        { content: bytes, fileName, contentType: 'application/octet-stream' },
        { signal },
      )) as unknown as JsonObject;
    },
    close: () => harness.close(),
  };
}

export const inline = (content: string): JsonObject => ({ 'camunda.document.type': 'inline', content });
