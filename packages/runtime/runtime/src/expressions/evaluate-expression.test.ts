import { createResourceScope } from '@jobwright/concurrency';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { afterAll, describe, expect, test } from 'vitest';
import { noResultDocuments } from '../testing/no-result-documents.ts';
import { mapResult } from './map-result.ts';
import { toOutputText } from './output-text.ts';
import { parseReservedHeaders } from './reserved-headers.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const host = {
  resources,
  signal: new AbortController().signal,
  documents: noResultDocuments,
};

const map = (resultExpression: string, response: unknown): Promise<unknown> =>
  mapResult(response, parseReservedHeaders({ resultExpression }), host).catch((error: unknown) =>
    isConnectorFailure(error) ? `${error.code} ${error.message}` : Promise.reject(new Error(String(error))),
  );

const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
const text = 'abc '.repeat(250_000);

describe(
  'a result expression made to take for ever ends, and others go on meanwhile',
  { timeout: 60_000 },
  () => {
    test.each([
      [
        'copies of a large context',
        '{a: for i in 1..10000 return context put(keys, "a", i)}',
        /more than (5000000 steps|3000 milliseconds)/,
      ],
      [
        'loops in loops',
        '{a: some x in 1..9999, y in 1..9999 satisfies false}',
        /more than (5000000 steps|3000 milliseconds)/,
      ],
      ['the time, a million times', '{a: for i in 1..1000000 return now()}', /more than/],
      [
        'all matches of a pattern',
        '{a: extract(text, "a.*z|a")}',
        /more than 3000 milliseconds|milliseconds in regular expressions/,
      ],
    ])('%s', async (_case, expression, message) => {
      let ticks = 0;
      const timer = setInterval(() => (ticks += 1), 5);
      const outcome = await map(expression, { keys, text });
      clearInterval(timer);
      expect(outcome).toMatch(/^RESULT_EXPRESSION_FAILED Result expression: The evaluation was stopped/);
      expect(outcome).toMatch(message);
      expect(ticks).toBeGreaterThan(10);
    });
  },
);

test(
  'what takes more than its share of the thread of all is right all the same',
  { timeout: 30_000 },
  async () => {
    const expression =
      '{n: count(distinct values(for i in 1..60000 return modulo(i, 100))), id: id, e: bpmnError("A", "b")}';
    expect(await map(expression, { id: 12345678901234567890n })).toEqual({
      n: 100,
      id: 12345678901234567890n,
      e: { errorType: 'bpmnError', errorCode: 'A', errorMessage: 'b', variables: {} },
    });
  },
);

test('mistakes in it are reported as they are without a thread', { timeout: 30_000 }, async () => {
  const slow = 'count(for i in 1..60000 return i)';
  expect(await map(`{n: ${slow}, e: bpmnError(5)}`, {})).toMatch(/must be a String/);
  expect(await map(`${slow}`, {})).toMatch(/it must give a context/);
});

describe('a result that holds a response many times is too large', { timeout: 30_000 }, () => {
  const tooLarge = /^OUTPUT_TOO_LARGE The output variables have more than 6291456 bytes/;

  test('which is found where it was made: nothing of it is copied', async () => {
    expect(await map('{a: for i in 1..400000 return response}', { text })).toMatch(tooLarge);
  });

  test('which is found without writing it', async () => {
    const result = await map('{a: for i in 1..1000 return response}', { text });
    // On a machine with too much to do it is evaluated in a thread, which finds it.
    if (typeof result === 'string') return expect(result).toMatch(tooLarge);
    expect(() => toOutputText(result as Record<string, unknown>)).toThrow(
      expect.objectContaining({ code: 'OUTPUT_TOO_LARGE' }),
    );
  });
});

test('an expression of more than 10,000 characters is an input error', () => {
  expect(() => parseReservedHeaders({ errorExpression: `[${'1,'.repeat(5000)}1]` })).toThrow(
    /10,000 characters/,
  );
});
