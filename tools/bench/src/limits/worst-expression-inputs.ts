import type { WorstInput } from './worst-input.ts';

const define = (name: string, path: string, resultExpression: string): WorstInput => ({
  name: `REST: ${name}`,
  jobType: 'io.camunda:http-json:1',
  headers: { resultExpression },
  toVariables: ({ url }) => ({
    authentication: { type: 'noAuth' },
    method: 'GET',
    url: `${url}${path}`,
    documentReturnFormat: { choice: 'JSON', maxBytes: 10_000_000 },
  }),
});

/** Result expressions. */
export const expressionInputs: readonly WorstInput[] = [
  define(
    'copies of a context of 100,000 keys',
    '/keys',
    '={a: for i in 1..10000 return context put(body, "a", i)}',
  ),
  define('the time, a million times', '/ok', '={a: for i in 1..1000000 return now()}'),
  define('loops in loops', '/ok', '={a: some x in 1..9999, y in 1..9999 satisfies false}'),
  define('all matches of a pattern', '/text', '={a: extract(body.text, "a.*z|a")}'),
  define('a response 400,000 times in its result', '/keys', '={a: for i in 1..400000 return body}'),
];
