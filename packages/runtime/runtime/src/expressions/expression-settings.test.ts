import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, describe, expect, test } from 'vitest';
import { noResultDocuments } from '../testing/no-result-documents.ts';
import { type ExpressionOptions, resolveExpressionOptions } from './expression-settings.ts';
import { evaluateErrorExpression } from './error-expression.ts';
import { mapResult } from './map-result.ts';
import { parseReservedHeaders } from './reserved-headers.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const host = {
  resources,
  signal: new AbortController().signal,
  documents: noResultDocuments,
};

function map(resultExpression: string, response: unknown, options?: ExpressionOptions): Promise<unknown> {
  const expressions = resolveExpressionOptions(options);
  return mapResult(response, parseReservedHeaders({ resultExpression }, expressions), {
    ...host,
    expressions,
  });
}

describe('result expressions are evaluated by the FEEL of 8.10, whatever the cluster is', () => {
  test.each([
    [
      String.raw`={a: to json({x: [1,"y"]}), b: from json("{\"a\": [1.0, null]}")}`,
      { a: '{"x":[1,"y"]}', b: { a: [1, null] } },
    ],
    ['={a: is blank(""), b: partition([1,2,3], 2)}', { a: true, b: [[1, 2], [3]] }],
    ['={a: index of([{x:1},{x:2}],{x:2})}', { a: [2] }],
    ['={a: from base64("RkVFTA==")}', { a: 'FEEL' }],
    ['={a: date and time("2026-07-01T10:00:00+02:00[Europe/Berlin]").timezone}', { a: 'Europe/Berlin' }],
  ])('%s', async (expression, expected) => expect(await map(expression, {})).toEqual(expected));

  test('whole numbers are written without a fraction, and keep all digits', async () => {
    const response: unknown = JSON.parse('{"a": 1.0, "b": [2.0], "d": 1e2}');
    const given = { ...Object(response), id: 9007199254740993n };
    expect(await map('={a: a, b: b, c: 1.0, d: d, id: id}', given)).toEqual({
      a: 1,
      b: [2],
      c: 1,
      d: 100,
      id: 9007199254740993n,
    });
  });

  test('an older one is chosen by a setting', async () => {
    const expression = '={a: to json(1), b: is blank(""), c: from base64("RkVFTA==")}';
    expect(await map(expression, {}, { version: '8.6' })).toEqual({ a: null, b: null, c: null });
    expect(await map(expression, {}, { version: '8.8' })).toEqual({ a: null, b: true, c: null });
    expect(await map(expression, {}, { version: '8.9' })).toEqual({ a: '1', b: true, c: null });
  });

  test('error expressions too', async () => {
    const headers = {
      errorExpression: 'if is blank(error.code) then bpmnError("BLANK", to json(error)) else null',
    };
    const seen = { fields: { error: { code: ' ' } }, named: {} };
    const { errorExpression } = parseReservedHeaders(headers);
    expect(await evaluateErrorExpression(errorExpression, seen, host)).toMatchObject({
      code: 'BLANK',
      message: '{"code":" "}',
    });
  });
});

describe('dates and times in results are written as other systems read them', () => {
  const times = `{
    a: time("10:00:00") + duration("PT90M"),
    b: date and time("2026-01-31T10:00:00") + duration("P1M"),
    c: [{at: date and time("2026-07-01T10:00:00@Europe/Berlin")}],
    d: @"2026-07-01T10:00:00@Z",
    e: duration("P1D"),
    f: duration("P14M"),
    g: now(),
    h: today()}`;
  const expected = {
    a: '11:30:00',
    b: '2026-02-28T10:00:00',
    c: [{ at: '2026-07-01T10:00:00+02:00' }],
    d: '2026-07-01T10:00:00Z',
    e: 'PT24H',
    f: 'P1Y2M',
    g: '2026-01-02T04:04:05+01:00',
    h: '2026-01-02',
  };
  const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), timeZone: 'Europe/Berlin' };

  test('at once', async () => expect(await map(`=${times}`, {}, { clock })).toEqual(expected));

  test('and in the thread of those that take long', { timeout: 30_000 }, async () => {
    const slow = 'count(distinct values(for i in 1..60000 return modulo(i, 100)))';
    const expression = `={n: ${slow}, times: ${times}, json: to json({a: 1})}`;
    expect(await map(expression, {}, { clock })).toEqual({ n: 100, times: expected, json: '{"a":1}' });
    expect(await map(expression, {}, { clock, version: '8.8' })).toMatchObject({ n: 100, json: null });
  });

  test('in the variables of an error too', async () => {
    const { errorExpression } = parseReservedHeaders({
      errorExpression: 'bpmnError("E", "m", {at: date and time("2026-07-01T10:00:00@Europe/Berlin")})',
    });
    const verdict = await evaluateErrorExpression(errorExpression, { fields: {}, named: {} }, host);
    expect(verdict).toMatchObject({ variables: { at: '2026-07-01T10:00:00+02:00' } });
  });
});
