import { type JsonObject, parseJson } from '@jobwright/json';
import { createStaticSecrets, type JobOutcome } from '@jobwright/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostileBackend, type HostileBackend } from './testing/hostile-backend.ts';
import { startCutHttp2, type CutHttp2 } from './testing/cut-http2.ts';
import { MARKER, MARKER_NAME } from './testing/hostile-values.ts';
import { createJobBench, type JobBench } from './testing/settled-jobs.ts';

// Whoever answers a call: half an answer, too much of one, an answer that names secrets, one that asks us to
// wait for ever.
let backend: HostileBackend;
let cut: CutHttp2;
let bench: JobBench;
beforeAll(async () => {
  [backend, cut] = await Promise.all([startHostileBackend('asked'), startCutHttp2()]);
  bench = createJobBench({ scope: 'any', provider: createStaticSecrets({ [MARKER_NAME]: MARKER }) });
});
afterAll(() => Promise.all([bench.close(), backend.close(), cut.close()]));

const bytes = (text: string): Uint8Array => Buffer.from(text);
const answer = (head: readonly string[], body: string | Uint8Array, status = '200 OK'): void => {
  const lines = [`HTTP/1.1 ${status}`, ...head, 'Connection: close', '', ''].join('\r\n');
  backend.answer = { parts: [bytes(lines), typeof body === 'string' ? bytes(body) : body], end: 'close' };
};
const JSON_TYPE = 'Content-Type: application/json';

const toCall = (more: JsonObject = {}, headers: Readonly<Record<string, string>> = {}) => ({
  type: 'io.camunda:http-json:1',
  headers,
  variables: {
    method: 'POST',
    url: `http://127.0.0.1:${backend.port}/`,
    authentication: { type: 'basic', username: 'ada', password: '{{secrets.MARKER}}' },
    body: {},
    ...more,
  },
});

/** What failed, more finely than the official connector tells it. */
const failureOf = (outcome: JobOutcome): unknown => {
  const { error } = parseJson(outcome.variables) as { readonly error?: { readonly variables?: JsonObject } };
  return error?.variables?.failure;
};
const bodyOf = (outcome: JobOutcome): unknown => {
  expect(outcome.kind).toBe('complete');
  const { result } = parseJson(outcome.variables) as { readonly result: { readonly body: unknown } };
  return result.body;
};
const RESULT = { resultVariable: 'result' };

describe('half an answer is a failure', () => {
  test.each([
    ['fewer bytes than told', ['Content-Length: 100'], '{"a":1}'],
    ['chunks without an end', ['Transfer-Encoding: chunked'], '7\r\n{"a":1}\r\n'],
  ])('over HTTP/1.1: %s', async (_, head, body) => {
    answer([JSON_TYPE, ...head], body);
    const outcome = await bench.settle(toCall({}, RESULT));
    expect(outcome.kind).toBe('fail');
    expect(failureOf(outcome)).toMatch(/^HTTP_(CONNECTION_RESET|PROTOCOL_ERROR)$/);
  });
  test.each(['close', 'reset 0', 'reset 8', 'goaway'] as const)('over HTTP/2: %s', async (how) => {
    for (const length of [true, false]) {
      cut.answer = { how, length };
      const outcome = await bench.settle(
        toCall({ url: cut.url, clientTls: { trustedCertificate: cut.certificate } }, RESULT),
      );
      expect(outcome.kind).toBe('fail');
      expect(failureOf(outcome)).toMatch(/^HTTP_(CONNECTION_RESET|PROTOCOL_ERROR)$/);
    }
  });
});

describe('too much of an answer is bounded', () => {
  test('an error code of megabytes becomes an answer that the engine takes', async () => {
    answer([JSON_TYPE], JSON.stringify({ code: 'a'.repeat(900_000) }));
    const outcome = await bench.settle(
      toCall({}, { errorExpression: '=bpmnError(response.body.code, response.body.code, response)' }),
    );
    expect(JSON.stringify(outcome).length).toBeLessThan(4_000_000);
    expect(outcome.kind === 'throwError' ? outcome.errorCode.length : 0).toBeLessThan(10_000);
  });
  test('500 encodings are refused before anything is decoded', async () => {
    answer([JSON_TYPE, `Content-Encoding: ${Array.from({ length: 500 }, () => 'gzip').join(', ')}`], 'a');
    const outcome = await bench.settle(toCall());
    expect(outcome.kind).toBe('fail');
    expect(failureOf(outcome)).toMatch(/^HTTP_/);
  });
  test('a wait of 31 years is an incident', async () => {
    answer([JSON_TYPE, 'Retry-After: 999999999'], '{}', '503 No');
    expect(await bench.settle(toCall())).toMatchObject({ kind: 'fail', retries: 0 });
  });
  test('a number of millions of nines is read once', async () => {
    answer([JSON_TYPE], `{"a":${'9'.repeat(900_000)}}`);
    const outcome = await bench.settle(toCall({}, { resultExpression: '={a: 1}' }));
    expect(outcome.kind).toMatch(/^(complete|fail)$/);
  });
  test('a header of links that never closes is read once', async () => {
    answer([JSON_TYPE, `Link: ${'<'.repeat(15_000)}`], '[]');
    const pages = { pagination: { type: 'nextLink' }, method: 'GET', body: null };
    expect(await bench.settle(toCall(pages))).toMatchObject({ kind: 'complete' });
  });
});

describe('an answer speaks for itself alone', () => {
  test('it names no secret', async () => {
    answer([JSON_TYPE], '{"comment":"hello {{secrets.MARKER}}"}');
    expect(bodyOf(await bench.settle(toCall({}, RESULT)))).toEqual({ comment: 'hello {{secrets.MARKER}}' });
  });
  test.each([200, 401, 500])('and tells none: an echo with status %i', async (status) => {
    backend.answer = {
      parts: [
        bytes(`HTTP/1.1 ${status} Hm\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n`),
        'ECHO',
        bytes(MARKER),
      ],
      end: 'close',
    };
    // The bench looks for the secret in all that leaves the runtime.
    expect((await bench.settle(toCall({}, RESULT))).kind).toMatch(/^(complete|fail)$/);
  });
  test('accepts an object with a repeated name or a long number', async () => {
    answer([JSON_TYPE], '{"a":1,"a":2,"id":12345678901234567890}');
    const outcome = await bench.settle(toCall({}, RESULT));
    expect(outcome.variables).toContain('"id":12345678901234567890');
    expect(bodyOf(outcome)).toMatchObject({ a: 2 });
  });
  test('a function of Camunda in it is never run in a later task', async () => {
    answer([JSON_TYPE], '{"camunda.function.type":"base64","params":["a"]}');
    const outcome = await bench.settle(toCall({}, RESULT));
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
  });
});
