import { silentLogger } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { createGatewayJob } from '../testing/fake-cluster.ts';
import { createStreamSwitch, type StreamMode } from './stream-switch.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function createSwitch(mode: StreamMode, answer: () => Promise<boolean> = () => Promise.resolve(false)) {
  const asked: string[] = [];
  const lines: object[] = [];
  const logger = { ...silentLogger, info: (fields: object) => void lines.push(fields) };
  const streamSwitch = createStreamSwitch({
    jobType: 'work',
    mode,
    logger,
    hasPriorities(job) {
      asked.push(job.processDefinitionKey);
      return answer();
    },
  });
  return { streamSwitch, asked, lines };
}
const jobOf = (processDefinitionKey: string, priority?: number) => ({
  ...createGatewayJob('work'),
  processDefinitionKey,
  ...(priority !== undefined && { priority }),
});

it('goes off with the first job that has a priority, and says so once', () => {
  const { streamSwitch, lines } = createSwitch('auto');
  let calls = 0;
  streamSwitch.onOff(() => void (calls += 1));
  streamSwitch.see(jobOf('1', 0));
  expect(streamSwitch.isOn).toBe(true);
  streamSwitch.see(jobOf('1', -3));
  streamSwitch.see(jobOf('1', 5));
  expect(streamSwitch.isOn).toBe(false);
  expect(calls).toBe(1);
  expect(lines).toEqual([{ jobType: 'work' }]);
});

it('goes off when a model gives priorities, also one that is deployed later', async () => {
  const answers = [false, true];
  const { streamSwitch, asked } = createSwitch('auto', () => Promise.resolve(answers.shift() ?? false));
  streamSwitch.see(jobOf('1', 0));
  streamSwitch.see(jobOf('1', 0));
  await settle();
  expect(streamSwitch.isOn).toBe(true);
  streamSwitch.see(jobOf('2', 0));
  await settle();
  expect(streamSwitch.isOn).toBe(false);
  expect(asked).toEqual(['1', '2']);
});

it('stays on when a model cannot be read, and does not ask for it with each job', async () => {
  const { streamSwitch, asked } = createSwitch('auto', () => Promise.reject(new Error('no REST API')));
  for (let jobs = 0; jobs < 3; jobs += 1) {
    streamSwitch.see(jobOf('1'));
    await settle();
  }
  expect(streamSwitch.isOn).toBe(true);
  expect(asked).toEqual(['1']);
});

it.each(['on', 'off'] as const)('stays %s when it is set so', async (mode) => {
  const { streamSwitch, asked } = createSwitch(mode, () => Promise.resolve(true));
  streamSwitch.see(jobOf('1', 5));
  await settle();
  expect(streamSwitch.isOn).toBe(mode === 'on');
  expect(asked).toEqual([]);
});
