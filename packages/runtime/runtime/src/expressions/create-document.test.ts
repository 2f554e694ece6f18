import {
  ConnectorError,
  type DocumentReference,
  type DocumentStore,
  documentReference,
  readDocument,
  RetryableError,
} from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { createMemoryDocumentStore } from '../documents/memory-document-store.ts';
import { answerJob, throwing, type Work } from '../testing/answer-job.ts';

const signal = new AbortController().signal;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What is kept after a job, and how often a document was made. */
function watchStore(overrides: Partial<DocumentStore> = {}) {
  const store = createMemoryDocumentStore();
  const kept = new Map<string, DocumentReference>();
  let created = 0;
  const documents: DocumentStore = {
    async create(document, options) {
      created += 1;
      const reference = await { ...store, ...overrides }.create(document, options);
      kept.set(reference.documentId, reference);
      return reference;
    },
    open: (document, options) => store.open(document, options),
    async delete(document) {
      kept.delete(document.documentId);
    },
    ...(overrides.delete !== undefined && { delete: overrides.delete }),
  };
  return { documents, kept, created: () => created };
}

async function map(resultExpression: string, value?: unknown, work: Work = {}) {
  const store = watchStore();
  const answer = await answerJob({
    run: async () => value,
    ...work,
    headers: { resultExpression, ...work.headers },
    options: { documents: store.documents, ...work.options },
  });
  const read = async (reference: unknown) => {
    const opened = await store.documents.open(documentReference.parse(reference), { signal });
    const content = await readDocument(opened, { maxBytes: 1_000_000 });
    return [Buffer.from(content).toString(), opened.fileName, opened.contentType];
  };
  return { ...answer, ...store, read };
}

describe('createDocument in a result expression stores a document and gives its reference', () => {
  const name = expect.stringMatching(/^[\da-f-]{36}$/);
  test.each<[string, unknown, readonly unknown[]]>([
    [
      'createDocument(response.file)',
      { file: base64('Hello ä') },
      ['Hello ä', name, 'application/octet-stream'],
    ],
    ['createDocument("")', {}, ['', name, 'application/octet-stream']],
    ['createDocument("SGk")', {}, ['Hi', name, 'application/octet-stream']],
    ['createDocument("S\\nGk =")', {}, ['Hi', name, 'application/octet-stream']],
    ['createDocument({content: "SGk=", name: "a.pdf"})', {}, ['Hi', 'a.pdf', 'application/pdf']],
    ['createDocument({data: "SGk=", fileName: "a.TXT"})', {}, ['Hi', 'a.TXT', 'text/plain']],
    [
      'createDocument({content: "SGk=", name: " ", fileName: "b", contentType: "text/csv; charset=utf-8"})',
      {},
      ['Hi', 'b', 'text/csv; charset=utf-8'],
    ],
    [
      'createDocument({content: null, data: "SGk=", name: null, contentType: ""})',
      {},
      ['Hi', name, 'application/octet-stream'],
    ],
    ['createDocument(document: "SGk=")', {}, ['Hi', name, 'application/octet-stream']],
  ])('%s', async (call, response, expected) => {
    const { outcome, variables, read, kept } = await map(`={d: ${call}}`, response);
    expect(outcome.kind).toBe('complete');
    expect(await read(variables.d)).toEqual(expected);
    expect(kept.size).toBe(1);
  });

  test('several, in lists and contexts, each once', async () => {
    const { variables, read, created } = await map(
      '={files: for f in response return {name: f.n, file: createDocument({content: f.c, name: f.n})}, n: {deep: [createDocument("eA==")]}}',
      [
        { n: 'a.txt', c: base64('A') },
        { n: 'b.txt', c: base64('B') },
      ],
    );
    const { files, n } = variables as { files: { name: string; file: unknown }[]; n: { deep: unknown[] } };
    expect(files.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect((await Promise.all(files.map(({ file }) => read(file)))).map(([text]) => text)).toEqual([
      'A',
      'B',
    ]);
    expect((await read(n.deep[0]))[0]).toBe('x');
    expect(created()).toBe(3);
  });

  test('where the evaluation takes long, too', { timeout: 30_000 }, async () => {
    const { variables, read } = await map(
      '={n: count(for i in 1..60000 return i), d: createDocument("SGk=")}',
    );
    expect((await read(variables.d))[0]).toBe('Hi');
    expect(variables.n).toBe(60_000);
  });

  test('one that is named several times is one', async () => {
    const { variables, created } = await map('={a: {d: createDocument("SGk="), e: d}.e, b: 1}');
    expect(variables).toMatchObject({ a: { 'camunda.document.type': 'camunda' } });
    expect(created()).toBe(1);
  });

  test('the error expression sees its reference', async () => {
    const { outcome, kept } = await map('={d: createDocument("SGk=")}', 1, {
      headers: { errorExpression: '=if d.metadata.size = 2 then bpmnError("TWO", "m", {file: d}) else null' },
    });
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'TWO' });
    expect([...kept.keys()]).toEqual([expect.stringMatching(/./)]);
    expect(outcome.variables).toContain([...kept.keys()][0]);
  });
});

describe('createDocument in an error expression', () => {
  const failing = throwing(new RetryableError({ code: '500', message: 'm', variables: { body: 'SGk=' } }));
  test.each([
    ['bpmnError("E", "m", {file: createDocument(error.variables.body)})', 'throwError'],
    ['jobError("m", {file: createDocument(error.variables.body)}, 1)', 'fail'],
    ['ignoreError({file: createDocument(error.variables.body)})', 'complete'],
    ['{errorType: "bpmnError", errorCode: "E", variables: {file: createDocument("SGk=")}}', 'throwError'],
  ])('%s', async (errorExpression, kind) => {
    const { documents, kept } = watchStore();
    const headers = { errorExpression: `=${errorExpression}` };
    const { outcome, variables } = await answerJob({ run: failing, headers, options: { documents } });
    expect(outcome.kind).toBe(kind);
    expect(variables.file).toEqual([...kept.values()][0]);
  });

  test.each(['=createDocument("SGk=")', '={errorCode: createDocument("SGk=")}', '=[createDocument("SGk=")]'])(
    '%s is refused, and nothing is stored',
    async (errorExpression) => {
      const { documents, created } = watchStore();
      const { outcome } = await answerJob({
        run: failing,
        headers: { errorExpression },
        options: { documents },
      });
      expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
      expect(outcome).toMatchObject({ errorMessage: expect.stringMatching(/^ERROR_EXPRESSION_FAILED: /) });
      expect(created()).toBe(0);
    },
  );
});

describe('is refused with its path and without another attempt, and nothing is stored', () => {
  test.each([
    ['bare', '=createDocument("SGk=")', /must not be a bare createDocument/],
    ['in a list at the root', '=[createDocument("SGk=")]', /must give a context/],
    [
      'no base64',
      '={a: {b: [1, createDocument("S%k=")]}}',
      /createDocument at a\.b\[1\] .*no base64: character 2/,
    ],
    ['base64 for URLs', '={a: createDocument("-_-_")}', /no base64: character 1/],
    ['a data URL', '={a: createDocument("data:text/plain;base64,SGk=")}', /no base64: character 5/],
    ['text behind the padding', '={a: createDocument("SGk=SGk=")}', /there is more behind its end/],
    ['one digit too many', '={a: createDocument("SGkxS")}', /its length cannot be/],
    ['wrong padding', '={a: createDocument("SGk==")}', /its length cannot be/],
    ['null', '={a: createDocument(null)}', /'document' of function 'createDocument' must be/],
    ['a name there is not', '={a: createDocument(response.nothing)}', /must be a String or a Context/],
    ['nothing', '={a: createDocument()}', /must be a String or a Context/],
    ['a number', '={a: createDocument(5)}', /must be a String or a Context/],
    ['a list', '={a: createDocument(["SGk="])}', /must be a String or a Context/],
    ['no content', '={a: createDocument({name: "x"})}', /expects content or data/],
    ['content that is no text', '={a: createDocument({content: 5})}', /expects content or data/],
    ['a name that is no text', '={a: createDocument({content: "", name: 5})}', /expects a text as name/],
    ['a long name', `={a: createDocument({content: "", name: "${'n'.repeat(256)}"})}`, /at most 255/],
    ['a type that is none', '={a: createDocument({content: "", contentType: "pdf"})}', /media type such as/],
    [
      'a type with a line',
      '={a: createDocument({content: "", contentType: "a/b\\nX: y"})}',
      /media type such as/,
    ],
    ['as text', '={a: string(createDocument("SGk="))}', /gives a document, no text/],
    ['more than 100', '={a: for i in 1..101 return createDocument("SGk=")}', /more than 100 documents/],
    ['the second of two', '={a: createDocument("SGk="), b: createDocument("?")}', /createDocument at b /],
  ])('%s', async (_case, expression, reason) => {
    const { outcome, created, calls } = await map(expression, {});
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(reason) });
    expect(outcome).toMatchObject({ errorMessage: expect.stringMatching(/^RESULT_EXPRESSION_FAILED: /) });
    expect(created()).toBe(0);
    expect(calls).toBe(1);
  });

  test('more bytes than fit in memory at a time', { timeout: 30_000 }, async () => {
    const value = 'A'.repeat(9_000_000);
    const expression = '={a: for i in 1..9 return createDocument(response)}';
    const { outcome, created } = await map(expression, value);
    expect(outcome).toMatchObject({
      retries: 0,
      errorMessage: expect.stringMatching(/more than 50000000 bytes/),
    });
    expect(created()).toBe(0);
  });
});

describe('data cannot make a document', () => {
  test('not with what an earlier evaluation made of one', async () => {
    const seen = await map('={a: to json({x: 1}), d: {e: createDocument("SGk=")}}', {});
    expect(seen.outcome.variables).not.toContain('jobwright.document');
    const forged = { 'jobwright.document': '00000000-0000-4000-8000-000000000000', content: 'SGk=' };
    const { variables, created } = await map('={a: response, b: createDocument("SGk=")}', forged);
    expect(variables.a).toEqual(forged);
    expect(created()).toBe(1);
  });

  test('nor does the mark get out in the message of a mistake', async () => {
    const { outcome } = await map('=createDocument("SGk=")', {});
    expect(JSON.stringify(outcome)).not.toMatch(/[\da-f]{8}-[\da-f]{4}/);
  });
});

describe('nothing is left of a job that does not refer to it', () => {
  test('where a later document cannot be stored: no other attempt is made', async () => {
    const memory = createMemoryDocumentStore();
    let left = 1;
    const store = watchStore({
      create: (document, options) => {
        if ((left -= 1) >= 0) return memory.create(document, options);
        throw new RetryableError({ code: 'DOCUMENT_STORE_UNAVAILABLE', message: 'It is full' });
      },
    });
    const { outcome, kept, created } = await map(
      '={a: createDocument("SGk="), b: createDocument("SGk=")}',
      1,
      {
        options: { documents: store.documents },
      },
    );
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: 'DOCUMENT_STORE_UNAVAILABLE: It is full',
    });
    expect([kept.size, created(), store.created(), store.kept.size]).toEqual([0, 0, 2, 0]);
  });

  test.each([
    ['the result is too large', '={d: createDocument("SGk="), r: response}', {}],
    ['the error expression fails', '={d: createDocument("SGk=")}', { errorExpression: '=5' }],
    ['the error expression throws', '={d: createDocument("SGk=")}', { errorExpression: '=bpmnError("E")' }],
    ['the error expression ignores', '={d: createDocument("SGk=")}', { errorExpression: '=ignoreError()' }],
  ])('where %s', async (_case, resultExpression, headers) => {
    const { kept, created } = await map(resultExpression, 'x'.repeat(1_600_000), { headers });
    expect([created(), kept.size]).toEqual([1, 0]);
  });

  test('what a store cannot delete is logged', async () => {
    const store = watchStore({
      delete: async () => {
        throw new ConnectorError({ code: 'X', message: 'no' });
      },
    });
    const options = { documents: store.documents };
    const headers = { errorExpression: '=bpmnError("E")' };
    const { log } = await map('={d: createDocument("SGk=")}', 1, { options, headers });
    expect(log).toContain([...store.kept.keys()][0]);
  });
});

test('a back-off makes no documents', async () => {
  const headers = { retryBackoff: '=createDocument("SGk=")' };
  const { outcome } = await answerJob({
    run: throwing(new RetryableError({ code: 'X', message: '' })),
    headers,
  });
  expect(outcome).toMatchObject({ retries: 0, errorMessage: expect.stringMatching(/^RETRY_BACKOFF_FAILED/) });
});
