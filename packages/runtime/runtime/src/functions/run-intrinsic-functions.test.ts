import type { DocumentReference, DocumentStore } from '@jobwright/connector-sdk';
import type { JsonObject, JsonValue } from '@jobwright/json';
import { describe, expect, test } from 'vitest';
import { createMemoryDocumentStore } from '../documents/memory-document-store.ts';
import { createStaticSecrets } from '../secrets/secret-provider.ts';
import { answerJob } from '../testing/answer-job.ts';

const signal = new AbortController().signal;
const memory = createMemoryDocumentStore();
const store = (content: string | Uint8Array): Promise<DocumentReference> =>
  memory.create(
    { content: Buffer.from(content), fileName: 'a.bin', contentType: 'application/octet-stream' },
    { signal },
  );
const toJson = (value: object): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;
const call = (name: unknown, ...params: JsonValue[]): JsonObject => ({
  'camunda.function.type': name as JsonValue,
  params,
});
const inline = { 'camunda.document.type': 'inline', content: 'Hello ä', name: 'a.txt' };

const give = (value: JsonValue, documents: DocumentStore = memory) =>
  answerJob({
    variables: { value },
    options: { documents, secrets: { provider: createStaticSecrets({ KEY: 'k3y-of-ours' }) } },
  });
const given = async (value: JsonValue): Promise<unknown> => {
  const { given: input, outcome } = await give(value);
  expect(outcome).toMatchObject({ kind: 'complete' });
  return input;
};

describe('functions in inputs', () => {
  test.each<[string, JsonValue, unknown]>([
    ['base64 of a text', call('base64', 'Hello ä'), 'SGVsbG8gw6Q='],
    ['base64 of nothing', call('base64', ''), ''],
    ['base64 of a text in another character set', call('base64', 'ä', 'ISO-8859-1'), '5A=='],
    ['base64 of a text in UTF-16', call('base64', 'ä', 'UTF-16'), '/v8A5A=='],
    ['base64 of an inline document', call('base64', inline), 'SGVsbG8gw6Q='],
    ['text of an inline document', call('getText', inline), 'Hello ä'],
    ['a character set of null is the default', call('getText', inline, null), 'Hello ä'],
    ['within others', call('base64', call('base64', 'a')), 'WVE9PQ=='],
    [
      'in lists and contexts, beside what is none',
      { a: [1, { b: call('base64', 'a') }], c: { type: 'base64', params: ['a'] } },
      { a: [1, { b: 'YQ==' }], c: { type: 'base64', params: ['a'] } },
    ],
    ['of a secret', { h: call('base64', 'u:{{secrets.KEY}}') }, { h: 'dTprM3ktb2Ytb3Vycw==' }],
  ])('%s', async (_case, value, expected) => expect(await given(value)).toEqual(expected));

  test('read documents of the store, in their character set', async () => {
    const bytes = await store(new Uint8Array([0, 255, 10]));
    const latin = await store(new Uint8Array([0xe4, 0x80]));
    const utf16 = await store(new Uint8Array([0xfe, 0xff, 0, 0xe4]));
    const input = { b: call('base64', toJson(bytes)), l: call('getText', toJson(latin), 'ISO-8859-1') };
    expect(await given(input)).toEqual({ b: 'AP8K', l: 'ä\u0080' });
    expect(await given(call('getText', toJson(latin), 'windows-1252'))).toBe('ä€');
    expect(await given(call('getText', toJson(utf16), 'UTF-16'))).toBe('ä');
    expect(await given(call('getText', toJson(latin)))).toBe('\ufffd');
  });

  test('take JSON out of documents, whole or by FEEL', async () => {
    const document = toJson(await store('{"a":{"b":[1,9007199254740993]},"c":"x"}'));
    const list = toJson(await store('[1,2]'));
    const input = {
      whole: call('getJson', document),
      blank: call('getJson', document, ' '),
      path: call('getJson', document, 'a.b'),
      feel: call('getJson', document, '={n: count(a.b), c: upper case(c)}'),
      nothing: call('getJson', document, 'a.x'),
      list: call('getJson', list),
    };
    expect(await given(input)).toEqual({
      whole: { a: { b: [1, 9007199254740993n] }, c: 'x' },
      blank: { a: { b: [1, 9007199254740993n] }, c: 'x' },
      path: [1, 9007199254740993n],
      feel: { n: 2, c: 'X' },
      nothing: null,
      list: [1, 2],
    });
  });

  test('make links to documents of the store, for as long as is asked', async () => {
    const asked: (number | undefined)[] = [];
    const documents: DocumentStore = {
      ...memory,
      createLink: async ({ documentId }, { timeToLiveMs }) => {
        asked.push(timeToLiveMs);
        return `https://store.example/${documentId}`;
      },
    };
    const document = toJson(await store('x'));
    for (const timeToLive of [[], ['PT1H'], [90], [null]]) {
      const answer = await give(call('createLink', document, ...timeToLive), documents);
      expect(answer.given).toMatch(/^https:\/\/store\.example\//);
    }
    expect(asked).toEqual([undefined, 3_600_000, 90_000, undefined]);
  });
});

describe('is refused, with the name of the input, before the connector runs', () => {
  let nested = call('base64', 'a');
  for (let depth = 0; depth < 10; depth += 1) nested = call('base64', nested);
  const deep = { a: [nested] };
  test.each<[string, JsonValue, RegExp]>([
    [
      'an unknown function',
      { a: { b: [call('rot13', 'a')] } },
      /^INPUT_INVALID: value\.a\.b\[0\]: there is no function "rot13"; there are base64,/,
    ],
    ['a name of objects', call('constructor', 'a'), /there is no function "constructor"/],
    ['a name that is no text', call(5, 'a'), /value: there is no function; there are/],
    ['no params', { 'camunda.function.type': 'base64' }, /value: the params of base64 must be a list/],
    ['params that are no list', { 'camunda.function.type': 'base64', params: 'a' }, /must be a list/],
    ['too few', call('base64'), /base64 takes 1 to 2 params, 0 are given/],
    ['too many', call('getText', inline, null, null), /getText takes 1 to 2 params, 3 are given/],
    [
      'a number',
      call('base64', 5),
      /value\.params\[0\]: of the function base64 must be a text or a document/,
    ],
    ['null', call('base64', null), /must be a text or a document/],
    ['a context', call('base64', { a: 1 }), /params\[0\]: of the function base64 must be a document/],
    ['a text as document', call('getText', 'a'), /params\[0\]: of the function getText must be a document/],
    [
      'a character set there is not',
      call('getText', inline, 'latin-99'),
      /params\[1\]: .* is not a character set/,
    ],
    ['a blank one', call('getText', inline, ''), /params\[1\]: .* is not a character set/],
    ['one that lacks a character', call('base64', '€', 'ISO-8859-1'), /params\[1\]: .* lacks a character/],
    [
      'one to write that there is not',
      call('base64', 'a', 'latin-99'),
      /params\[1\]: .* is not a character set/,
    ],
    [
      'what is no JSON',
      call('getJson', inline),
      /params\[0\]: of the function getJson is a document that is not valid JSON/,
    ],
    [
      'FEEL with a mistake',
      call('getJson', { ...inline, content: '{}' }, 'a +'),
      /params\[1\]: .* cannot be evaluated/,
    ],
    [
      'FEEL that makes documents',
      call('getJson', { ...inline, content: '{}' }, 'createDocument("SGk=")'),
      /cannot be evaluated/,
    ],
    ['FEEL that is no text', call('getJson', inline, 5), /params\[1\]: .* must be FEEL/],
    ['a link to an inline document', call('createLink', inline), /must be a document of the store/],
    [
      'functions deep in each other',
      deep,
      /value\.a\[0\](\.params\[0\]){10}: functions are nested more than 10 deep/,
    ],
    [
      'too many of them',
      Array.from({ length: 101 }, () => call('base64', 'a')),
      /value\[100\]: a job has at most 100/,
    ],
  ])('%s', async (_case, value, message) => {
    const { outcome, calls } = await give(value);
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(message) });
    expect(calls).toBe(0);
  });

  test('a link where the store has none, or of a time that is none', async () => {
    const document = toJson(await store('x'));
    const { outcome } = await give(call('createLink', document));
    expect(outcome).toMatchObject({
      errorMessage: expect.stringMatching(/a store of documents that has no links/),
    });
    for (const timeToLive of ['PT0S', 'soon', -1, true]) {
      const wrong = await give(call('createLink', document, timeToLive));
      expect(wrong.outcome).toMatchObject({
        errorMessage: expect.stringMatching(/must be a duration such as PT1H/),
      });
    }
  });

  test('a document that is not there, with its path', async () => {
    const document = { ...(await store('x')), documentId: 'gone' };
    const { outcome, calls } = await give({ a: call('getText', toJson(document)) });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/^DOCUMENT_NOT_FOUND: value\.a: getText: /),
    });
    expect(calls).toBe(0);
  });

  test('more than fits in memory, over all functions of a job', async () => {
    const document = toJson(await store(Buffer.alloc(11_000_000)));
    const { outcome } = await give([call('base64', document), call('base64', document)]);
    expect(outcome).toMatchObject({
      retries: 0,
      errorMessage: expect.stringMatching(/^DOCUMENT_TOO_LARGE: value\[1\]/),
    });
  });
});

test('what a function gives is hidden where it is made of a secret', async () => {
  const { outcome } = await answerJob({
    variables: { value: call('base64', '{{secrets.KEY}}') },
    headers: { resultVariable: 'r' },
    options: { secrets: { provider: createStaticSecrets({ KEY: 'k3y-of-ours' }) } },
  });
  expect(outcome.variables).toBe('{"r":"***"}');
});

test('text that mentions a function is text', async () => {
  expect(await given('{"camunda.function.type":"base64"}')).toBe('{"camunda.function.type":"base64"}');
});
