import { expect, it } from 'vitest';
import { createGatewayJob } from '../testing/fake-cluster.ts';
import { createPriorityReader } from './read-priorities.ts';

const WITH = '<zeebe:jobPriorityDefinition priority="5" />';
const jobOf = (type: string, processDefinitionKey: string) => ({
  ...createGatewayJob(type),
  processDefinitionKey,
});

function createReader(answers: readonly (string | Error)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const read = createPriorityReader(({ processDefinitionKey }) => {
    asked.push(processDefinitionKey);
    const answer = left.shift() ?? '';
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }, new AbortController().signal);
  return { read, asked };
}

it('reads each definition once, whatever the job types', async () => {
  const { read, asked } = createReader([WITH, '<process/>']);
  expect(await read(jobOf('a', '1'))).toBe(true);
  expect(await read(jobOf('b', '1'))).toBe(true);
  expect(await read(jobOf('a', '2'))).toBe(false);
  expect(await read(jobOf('b', '2'))).toBe(false);
  expect(asked).toEqual(['1', '2']);
});

it('reads a definition again that could not be read', async () => {
  const { read, asked } = createReader([new Error('no REST API'), WITH]);
  await expect(read(jobOf('a', '1'))).rejects.toThrow('no REST API');
  expect(await read(jobOf('a', '1'))).toBe(true);
  expect(asked).toEqual(['1', '1']);
});
