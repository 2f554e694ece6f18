import {
  createResourceScope,
  type DocumentReference,
  type DocumentStore,
  noEffectLog,
  noTrace,
  openNetwork,
  type OperationContext,
  parseInput,
  RetryableError,
  silentLogger,
} from '@jobwright/connector-sdk';
import { afterAll, describe, expect, it } from 'vitest';
import { generatePdf } from './generate-pdf.ts';
import { generatePdfInput } from './generate-pdf.schema.ts';

const table = [
  {
    type: 'table',
    columns: [{ header: 'A' }, { header: 'B' }],
    rows: Array.from({ length: 6_000 }, (_, row) => [`Row ${row}`, row]),
  },
];
const input = parseInput(generatePdfInput, { title: 'Long', content: table });

const reference: DocumentReference = {
  'camunda.document.type': 'camunda',
  storeId: 'test',
  documentId: '1',
  metadata: {},
};

/** A store that does with the content what the test says. */
const storeThat = (take: (content: AsyncIterable<Uint8Array>) => Promise<void>): DocumentStore => ({
  async create({ content }) {
    if (content instanceof Uint8Array) throw new Error('Expected a stream');
    await take(content);
    return reference;
  },
  open: () => Promise.reject(new Error('Nothing to open')),
});

const scope = createResourceScope();
afterAll(() => scope.close());

const createContext = (
  documents: DocumentStore,
  signal = new AbortController().signal,
): OperationContext => ({
  signal,
  logger: silentLogger,
  documents,
  effects: noEffectLog,
  idempotencyKey: 'key',
  resources: scope,
  network: openNetwork,
  trace: noTrace,
  job: {
    key: '1',
    type: 'io.jobwright:pdf:1',
    processInstanceKey: '2',
    bpmnProcessId: 'p',
    elementId: 'e',
    elementInstanceKey: '3',
    retries: 3,
    headers: {},
    tenantId: '<default>',
  },
});

const count = async (content: AsyncIterable<Uint8Array>): Promise<number> => {
  let chunks = 0;
  for await (const chunk of content) chunks += chunk.byteLength > 0 ? 1 : 0;
  return chunks;
};

describe('the stream into the document store', () => {
  it('begins before the document is finished', async () => {
    let chunks = 0;
    await generatePdf(
      input,
      createContext(storeThat(async (content) => void (chunks = await count(content)))),
    );
    expect(chunks).toBeGreaterThan(5);
  });

  it('is nothing to rely on when the store does not read it to its end', async () => {
    const store = storeThat(async (content) => {
      for await (const chunk of content) {
        expect(Buffer.from(chunk).toString('latin1')).toMatch(/^%PDF-1\.7/);
        break;
      }
    });
    await expect(generatePdf(input, createContext(store))).rejects.toThrow(
      'did not read the document to its end',
    );
  });

  it('ends when the job’s time is over', async () => {
    const stop = new AbortController();
    let taken = 0;
    const store = storeThat(async (content) => {
      for await (const chunk of content) {
        taken += Math.sign(chunk.byteLength);
        if (taken === 3) stop.abort(new Error('The time is over'));
      }
    });
    await expect(generatePdf(input, createContext(store, stop.signal))).rejects.toThrow('The time is over');
    let all = 0;
    await generatePdf(input, createContext(storeThat(async (content) => void (all = await count(content)))));
    expect(taken).toBeLessThan(all / 2);
  });

  it('tells why the store failed', async () => {
    const failure = new RetryableError({ code: 'DOCUMENT_STORE_UNREACHABLE', message: 'Try again' });
    const store = storeThat(async (content) => {
      for await (const chunk of content) if (chunk.byteLength > 0) throw failure;
    });
    await expect(generatePdf(input, createContext(store))).rejects.toBe(failure);
  });

  it('tells why rendering failed, also when the store wraps it', async () => {
    const broken = { ...input, content: [...table, { type: 'paragraph', text: '東' }] };
    const store = storeThat(async (content) => {
      await count(content).catch((cause: unknown) => {
        throw new Error('Upload failed', { cause });
      });
    });
    await expect(generatePdf(broken, createContext(store))).rejects.toMatchObject({
      code: 'PDF_GLYPH_MISSING',
    });
  });

  it('lets other work run while it renders', async () => {
    let turns = 0;
    let rendering = true;
    const other = (async () => {
      while (rendering) {
        await new Promise((resolve) => setImmediate(resolve));
        turns += 1;
      }
    })();
    await generatePdf(input, createContext(storeThat(async (content) => void (await count(content)))));
    rendering = false;
    await other;
    expect(turns).toBeGreaterThan(50);
  });
});
