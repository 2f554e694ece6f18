import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '@jobwright/connector-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderDocumentStore } from './folder-document-store.ts';

const signal = new AbortController().signal;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jobwright-documents-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const file = (fileName: string, text = 'hello') => ({
  content: Buffer.from(text),
  fileName,
  contentType: 'text/plain',
});

describe('folder document store', () => {
  it('keeps a document across two stores on the same folder', async () => {
    const reference = await createFolderDocumentStore({ directory }).create(file('Brief für Ärzte.pdf'), {
      signal,
    });
    const open = await createFolderDocumentStore({ directory }).open(reference, { signal });
    expect(Buffer.from(await readDocument(open, { maxBytes: 5 })).toString()).toBe('hello');
    expect(open).toMatchObject({ fileName: 'Brief für Ärzte.pdf', contentType: 'text/plain', size: 5 });
    expect(await readFile(join(directory, reference.documentId, 'Brief für Ärzte.pdf'), 'utf8')).toBe(
      'hello',
    );
  });

  it.each(['../../outside.txt', '/etc/passwd', '..', '', 'reference.json', 'a\0b', 'x'.repeat(500)])(
    'writes nothing outside its folder for the name %j',
    async (name) => {
      const store = createFolderDocumentStore({ directory });
      const reference = await store.create(file(name), { signal });
      expect(await readdir(directory)).toEqual([reference.documentId]);
      expect(await readdir(join(directory, reference.documentId))).toHaveLength(2);
      const open = await store.open(reference, { signal });
      expect(open.fileName).toBe(name);
      expect(Buffer.from(await readDocument(open, { maxBytes: 5 })).toString()).toBe('hello');
    },
  );

  it.each(['../secret', 'gone', '00000000-0000-4000-8000-000000000000'])(
    'reads nothing outside for the id %j',
    async (documentId) => {
      const reference = {
        'camunda.document.type': 'camunda',
        storeId: 'folder',
        documentId,
        metadata: {},
      } as const;
      await expect(
        createFolderDocumentStore({ directory }).open(reference, { signal }),
      ).rejects.toMatchObject({
        code: 'DOCUMENT_NOT_FOUND',
      });
    },
  );

  it('leaves nothing behind when the job ends while it writes', async () => {
    const controller = new AbortController();
    async function* content() {
      yield Buffer.from('half');
      controller.abort(new Error('over'));
      yield Buffer.from('rest');
    }
    const store = createFolderDocumentStore({ directory });
    const created = store.create({ ...file('a.txt'), content: content() }, { signal: controller.signal });
    await expect(created).rejects.toThrow('over');
    expect(await readdir(directory)).toEqual([]);
  });

  it('says what is wrong with the disk, and leaves the failures of others as they are', async () => {
    const reference = await createFolderDocumentStore({ directory }).create(file('a'), { signal });
    const noFolder = createFolderDocumentStore({ directory: join(directory, reference.documentId, 'a') });
    await expect(noFolder.create(file('b'), { signal })).rejects.toMatchObject({
      kind: 'retryable',
      code: 'DOCUMENT_STORE_UNAVAILABLE',
      message: expect.stringMatching(/^The folder of the document store fails: it is no folder \(E/),
    });
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const content = (async function* () {
      yield Buffer.from('x');
      throw reset;
    })();
    const create = createFolderDocumentStore({ directory }).create({ ...file('c'), content }, { signal });
    await expect(create).rejects.toBe(reset);
    expect(await readdir(directory)).toEqual([reference.documentId]);
  });
});
