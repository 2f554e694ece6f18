import { expect, test } from 'vitest';
import { readPolledJobs, readPushedJob } from './gateway-job.ts';
import { createGatewayJob } from '../testing/fake-cluster.ts';

const good = createGatewayJob('a');

test('a job of an unknown shape does not hold up others, and can be answered', () => {
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
    problem: 'The gateway sent it with fields of an unexpected type: variables',
  });
});

test.each([null, 'x', {}, { jobs: 7 }])('%j is not a list of jobs', (message) => {
  expect(() => readPolledJobs(message)).toThrow('in a shape that this version does not know');
});
