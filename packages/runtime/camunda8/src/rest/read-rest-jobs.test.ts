import { expect, test } from 'vitest';
import { readRestJobs } from './read-rest-jobs.ts';

const job = {
  type: 'acme:post:1',
  processDefinitionId: 'posts',
  processDefinitionVersion: 1,
  elementId: 'task',
  customHeaders: { a: 'b' },
  retries: 3,
  deadline: 1,
  variables: {},
  tenantId: '<default>',
  jobKey: '2251799813685300',
  processInstanceKey: '1',
  processDefinitionKey: '2',
  elementInstanceKey: '3',
};
const answer = (...jobs: string[]) => `{"jobs":[${jobs.join(',')}]}`;

test('variables and headers stay the text that they are, with all digits', () => {
  const text = JSON.stringify(job).replace(
    '"variables":{}',
    '"variables":{"id": 9007199254740993, "x":1.10}',
  );
  expect(readRestJobs(answer(text))).toEqual([
    {
      key: '2251799813685300',
      type: 'acme:post:1',
      bpmnProcessId: 'posts',
      processDefinitionVersion: 1,
      processDefinitionKey: '2',
      processInstanceKey: '1',
      elementId: 'task',
      elementInstanceKey: '3',
      customHeaders: '{"a":"b"}',
      retries: 3,
      variables: '{"id": 9007199254740993, "x":1.10}',
      tenantId: '<default>',
    },
  ]);
});

test('keys may be numbers, as before 8.8', () => {
  const text = JSON.stringify(job).replace('"2251799813685300"', '9223372036854775807');
  expect(readRestJobs(answer(text))).toMatchObject([{ key: '9223372036854775807' }]);
});

test('a job of another shape has a problem, and the others do not', () => {
  const strange = JSON.stringify({ ...job, retries: 'three', variables: undefined });
  expect(readRestJobs(answer(strange, JSON.stringify(job)))).toEqual([
    expect.objectContaining({
      key: '2251799813685300',
      problem: 'The gateway sent it with fields of an unexpected type: retries, variables',
    }),
    expect.not.objectContaining({ problem: expect.anything() }),
  ]);
});

test.each(['', '<html>', '[]', '{}', '{"jobs":{}}', '{"jobs":[1]}', '{"jobs":[{]}'])(
  '%s is not a list of jobs',
  (text) => expect(() => readRestJobs(text)).toThrow(SyntaxError),
);
