import { readDocument } from '@jobwright/connector-sdk';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import { describe, expect, test } from 'vitest';
import type { EngineRequests } from '../engine/engine-request.ts';
import { createFileEngine } from '../testing/file-engine.ts';
import { sendUploads } from '../variables/send-uploads.ts';
import { createEngineDocumentStore } from './engine-document-store.ts';
import { fileReference } from './file-reference.ts';
import { multipartFile } from './multipart-file.ts';

const { signal } = new AbortController();
const bounds = { timeoutMs: 1_000, signal };
const calls = { signal, processInstanceKey: 'i1' } as const;
const pdf = (content: Uint8Array | AsyncIterable<Uint8Array>, fileName = 'a.pdf') => ({
  content,
  fileName,
  contentType: 'application/pdf',
});
async function* pieces(count: number, bytes = 1_000) {
  for (let piece = 0; piece < count; piece += 1) yield Buffer.alloc(bytes, piece);
}

async function read(
  engine: EngineRequests,
  ...args: Parameters<ReturnType<typeof createEngineDocumentStore>['open']>
) {
  const open = await createEngineDocumentStore(engine).open(...args);
  return { ...open, content: Buffer.from(await readDocument(open, { maxBytes: 1e6 })) };
}

describe('the document store of an engine', () => {
  test('keeps a document as a variable that nobody can guess, and reads it from other instances too', async () => {
    const engine = createFileEngine();
    const document = await createEngineDocumentStore(engine).create(pdf(pieces(3)), calls);
    expect(document).toMatchObject({
      storeId: 'process-engine',
      documentId: expect.stringMatching(/^i1\/jobwright-document-[\da-f-]{36}$/),
      contentHash: expect.stringMatching(/^[\da-f]{64}$/),
      metadata: { contentType: 'application/pdf', fileName: 'a.pdf', size: 3_000 },
    });
    const opened = await read(engine, document, { signal, processInstanceKey: 'i2' });
    expect(opened).toMatchObject({ fileName: 'a.pdf', contentType: 'application/pdf', size: 3_000 });
    expect(opened.content[2_999]).toBe(2);
  });

  test('reads the variables of its own process instance only, also once their execution has ended', async () => {
    const engine = createFileEngine({ 'i1/contract': 'text' });
    const task = { executionId: 'ended', processInstanceId: 'i1' };
    const facts = { name: 'contract', fileName: 'c.txt', contentType: 'text/plain' };
    const document = { ...fileReference(task, facts), storeId: 'process-engine' };
    const reference = {
      'camunda.document.type': 'camunda',
      storeId: document.storeId,
      documentId: 'i1/ended/contract',
      metadata: {},
    } as const;
    expect(document).toMatchObject({ documentId: reference.documentId });
    expect((await read(engine, reference, calls)).content.toString()).toBe('text');
    for (const processInstanceKey of ['i2', undefined]) {
      const other = read(engine, reference, { signal, ...(processInstanceKey && { processInstanceKey }) });
      await expect(other).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
    }
  });

  test.each(['i1/none', 'i1', '../i1/x', 'i1/%', 'i1/a/b/c'])('has no document %s', async (documentId) => {
    const reference = {
      'camunda.document.type': 'camunda',
      storeId: 'process-engine',
      documentId,
      metadata: {},
    } as const;
    await expect(read(createFileEngine(), reference, calls)).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
    });
  });

  test('ends what is too large while it is sent', async () => {
    const engine = createFileEngine();
    const store = createEngineDocumentStore(engine, { maxBytes: 5_000 });
    await expect(store.create(pdf(pieces(100)), calls)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    expect(engine.files.size).toBe(0);
  });

  test('needs a process instance', async () => {
    const store = createEngineDocumentStore(createFileEngine());
    await expect(store.create(pdf(Buffer.from('x')), { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_STORE_REFUSED',
    });
  });

  test('deletes what was created here, again and again, and no variable of the process', async () => {
    const engine = createFileEngine({ 'i1/contract': 'text' });
    const store = createEngineDocumentStore(engine);
    const document = await store.create(pdf(Buffer.from('x')), calls);
    await store.delete?.(document, { signal });
    await store.delete?.(document, { signal });
    await store.delete?.({ ...document, documentId: 'i1/contract' }, { signal });
    expect([...engine.files.keys()]).toEqual(['i1/contract']);
  });

  test('a name of a file cannot leave its header line', async () => {
    const engine = createFileEngine();
    await createEngineDocumentStore(engine).create(pdf(Buffer.from('x'), '"\r\nX: y\\ä/'), calls);
    expect([...engine.files.values()][0]).toMatchObject({ fileName: '___X: y_ä_' });
  });

  test.each([
    ['unreachable', 'retryable', 'DOCUMENT_STORE_UNAVAILABLE'],
    ['denied', 'connector', 'DOCUMENT_STORE_REFUSED'],
  ] as const)('says what happens next when the engine is %s', async (failure, kind, code) => {
    const fail = () => Promise.reject(new ClusterCallError(failure, 'no'));
    const store = createEngineDocumentStore({ address: '', send: fail, open: fail });
    await expect(store.create(pdf(Buffer.from('x')), calls)).rejects.toMatchObject({ kind, code });
  });

  test('beside another store only reads', async () => {
    const others = createMemoryDocumentStore();
    const engine = createFileEngine({ 'i1/contract': 'text' });
    const store = createEngineDocumentStore(engine, { others });
    const document = await store.create(pdf(Buffer.from('x')), calls);
    expect(document.storeId).toBe('in-memory');
    expect(await readDocument(await store.open(document, calls), { maxBytes: 10 })).toEqual(Buffer.from('x'));
    const own = { ...document, storeId: 'process-engine', documentId: 'i1/contract' };
    expect((await store.open(own, calls)).size).toBe(4);
  });
});

describe('before an answer', () => {
  const task = { processInstanceId: 'i1', executionId: 'e1' };
  const send = (engine: EngineRequests, ...uploads: Parameters<typeof sendUploads>[2]['uploads']) =>
    sendUploads(engine, task, { uploads, bounds });

  test('a document becomes a file of the variable that has it, and a long text an object', async () => {
    const engine = createFileEngine();
    const document = await createEngineDocumentStore(engine).create(pdf(pieces(2)), calls);
    await send(
      engine,
      { kind: 'file', name: 'invoice', document, isOnlyUse: true },
      { kind: 'longText', name: 'body', text: 'a\0"ä' },
    );
    expect(engine.files.get('e1/invoice')).toMatchObject({
      fileName: 'a.pdf',
      contentType: 'application/pdf',
      type: 'File',
    });
    expect(engine.files.get('e1/invoice')?.content.byteLength).toBe(2_000);
    expect(engine.files.get('e1/body')).toMatchObject({ type: 'java.lang.String' });
    expect(JSON.parse(String(engine.files.get('e1/body')?.content))).toBe('a\0"ä');
  });

  test('a document moves: sent again after an answer that was lost, it is there already', async () => {
    const engine = createFileEngine();
    const document = await createEngineDocumentStore(engine).create(pdf(pieces(2)), calls);
    const upload = { kind: 'file', name: 'invoice', document, isOnlyUse: true } as const;
    await send(engine, upload);
    await send(engine, upload);
    expect([...engine.files.keys()]).toEqual(['e1/invoice']);
    await expect(send(engine, { ...upload, name: 'other' })).rejects.toMatchObject({ failure: 'refused' });
  });

  test('a document that the answer also has elsewhere stays', async () => {
    const engine = createFileEngine();
    const document = await createEngineDocumentStore(engine).create(pdf(pieces(1)), calls);
    await send(engine, { kind: 'file', name: 'invoice', document, isOnlyUse: false });
    expect(engine.files.size).toBe(2);
  });

  test('content that comes once is not sent a second time without it', async () => {
    const { body } = multipartFile(pdf(pieces(1)));
    const readAll = async (): Promise<void> => {
      for await (const part of body.open({ signal })) expect(part.byteLength).toBeGreaterThan(0);
    };
    await readAll();
    await expect(readAll()).rejects.toThrow('The content has been sent already');
  });

  test('a file that keeps its name is not sent, one of another instance is refused', async () => {
    const engine = createFileEngine({ 'i2/contract': 'text' });
    const document = {
      'camunda.document.type': 'camunda',
      storeId: 'process-engine',
      documentId: 'i1/e1/contract',
      metadata: {},
    } as const;
    await send(engine, { kind: 'file', name: 'contract', document, isOnlyUse: true });
    expect(engine.files.size).toBe(1);
    const other = { ...document, documentId: 'i2/contract' };
    await expect(
      send(engine, { kind: 'file', name: 'x', document: other, isOnlyUse: true }),
    ).rejects.toMatchObject({
      failure: 'refused',
    });
  });
});

test('a file name is cut between characters, and half of one is none', async () => {
  const nameOf = async (fileName: string) => {
    const { body } = multipartFile({ content: Buffer.from('x'), fileName, contentType: 'text/plain' });
    const { value } = await body
      .open({ signal: new AbortController().signal })
      [Symbol.asyncIterator]()
      .next();
    return /filename="(.*)"/.exec(Buffer.from(value).toString())?.[1];
  };
  expect(await nameOf(`${'x'.repeat(199)}\u{1f600}`)).toBe(`${'x'.repeat(199)}_`);
  expect(await nameOf('a\ude00\u{1f600}\ud83d.txt')).toBe('a_\u{1f600}_.txt');
});
