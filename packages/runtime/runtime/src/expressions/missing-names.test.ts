import { compile } from '@jobwright/feel';
import { expect, test } from 'vitest';
import { answerJob } from '../testing/answer-job.ts';
import { createJob } from '../testing/fake-channel.ts';
import { createMissingNames, findMissingNames } from './missing-names.ts';

const response = { body: { price: 1, 'key-of-data': 2 }, keys: ['key-of-data'] };

test.each([
  ['{price: response.body.prise, n: respons.status}', ['response.body.prise', 'respons']],
  ['if response.body.price = 1 then 2 else response.absent', []],
  ['{price: response.body.price}', []],
  ['{list: for key in ["prise"] return get value(response.body, key)}', []],
  ['{first: response.list[1].x}', ['response.list', 'x']],
])('of %s', (expression, names) => {
  const compiled = compile(expression);
  expect(findMissingNames(compiled, compiled.explain({ response }).warnings)).toEqual(names);
});

test('a result expression with a name that does not exist gives null, and says so once', async () => {
  const headers = { resultExpression: '={price: response.prise}' };
  const { variables, log } = await answerJob({ headers, run: async () => ({ price: 3 }) });
  expect(variables).toEqual({ price: null });
  const line = /^.*names that do not exist.*$/m.exec(log)?.[0] ?? '';
  expect(JSON.parse(line)).toMatchObject({ names: ['response.prise'], elementId: 'task' });

  const warnings: object[] = [];
  const logger = { warn: (fields: object) => void warnings.push(fields) };
  const missing = createMissingNames();
  const to = { job: createJob(), logger: { ...logger, debug() {}, info() {}, error() {} } };
  missing.report(['a', 'b'], to);
  missing.report(['b', 'c'], to);
  missing.report(['a'], to);
  expect(warnings).toEqual([{ names: ['a', 'b'] }, { names: ['c'] }]);
});
