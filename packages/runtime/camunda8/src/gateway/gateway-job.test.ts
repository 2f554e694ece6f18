import { expect, test } from 'vitest';
import { readPolledJobs, readPushedJob } from './gateway-job.ts';
import { createGatewayJob } from '../testing/fake-gateway.ts';

const good = createGatewayJob('a');

test('a job that is not as it should be keeps no other back, and can be answered', () => {
  const jobs = readPolledJobs({ jobs: [good, { ...good, key: 7, retries: 'three' }, null, 'x', good] });
  expect(jobs.map(({ key, problem }) => [key, problem === undefined])).toEqual([
    [good.key, true],
    ['7', false],
    ['', false],
    ['', false],
    [good.key, true],
  ]);
  expect(readPushedJob({ ...good, variables: 7 })).toMatchObject({
    key: good.key,
    problem: 'The gateway sent it with fields of another type: variables',
  });
});

test.each([null, 'x', {}, { jobs: 7 }])('%j is no list of jobs', (message) => {
  expect(() => readPolledJobs(message)).toThrow('in a shape this version does not know');
});
