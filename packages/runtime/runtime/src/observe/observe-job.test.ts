import {
  type Connector,
  ConnectorError,
  defineConnector,
  type Logger,
  noTrace,
  type OperationContext,
  silentLogger,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import type { ActivatedJob, JobChannel } from '../job.ts';
import { createStaticSecrets } from '../secrets/secret-provider.ts';
import { modelOf } from '../testing/models.ts';
import type { JobObserver } from './job-observer.ts';

type Greet = (context: OperationContext) => Promise<string>;
const greet = (run: Greet): Connector =>
  defineConnector({
    type: 'greet',
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.string(),
    run: (_input, context) => run(context),
  });
const jobOf = (variables: object): ActivatedJob => ({
  key: '1',
  type: 'greet',
  processInstanceKey: '2',
  bpmnProcessId: 'p',
  processDefinitionKey: '3',
  processDefinitionVersion: 1,
  elementId: 'task',
  elementInstanceKey: '4',
  headers: {},
  retries: 3,
  deadline: performance.now() + 10_000,
  variables: JSON.stringify(variables),
  tenantId: '<default>',
});
const settles = (answer: 'settled' | 'gone'): JobChannel => ({
  settle: () => Promise.resolve(answer),
  extendDeadline: () => Promise.resolve('extended'),
});

interface Story {
  readonly run?: Greet;
  readonly variables?: object;
  readonly channel?: JobChannel;
  readonly observers?: readonly JobObserver[];
  readonly logger?: Logger;
}

async function runStory({ run, variables, channel, observers = [], logger }: Story): Promise<unknown[]> {
  const story: unknown[] = [];
  const teller: JobObserver = {
    activated(job) {
      story.push(`activated ${job.key}`);
      return {
        started: () => void story.push('started'),
        async run(work) {
          story.push('runs');
          return work().finally(() => story.push('ran'));
        },
        secret: (name, result) => void story.push(`secret ${name} ${result}`),
        ended: (end) => void story.push(end),
      };
    },
  };
  const runtime = createConnectorRuntime({
    connectors: [greet(run ?? (async () => 'Hello'))],
    observers: [...observers, teller],
    logger: logger ?? silentLogger,
    secrets: { provider: createStaticSecrets({ WHO: 'Ada' }), allowed: { greet: ['WHO', 'NOBODY'] } },
    models: () => modelOf({ name: '{{secrets.WHO}}{{secrets.NOBODY}}{{secrets.ADMIN}}' }, 'p'),
  });
  await runtime.accept(jobOf(variables ?? { name: 'Ada' }), channel ?? settles('settled'));
  await runtime.drain({ timeoutMs: 0 });
  return story;
}

describe('an observer sees', () => {
  test('a job that completes', async () => {
    expect(await runStory({})).toEqual(['activated 1', 'started', 'runs', 'ran', { outcome: 'complete' }]);
  });

  test('the secrets it asks for, by name', async () => {
    const names = ['WHO', 'NOBODY', 'ADMIN'];
    const stories = await Promise.all(
      names.map(async (name) => runStory({ variables: { name: `{{secrets.${name}}}` } })),
    );
    expect(stories.map(([, , secret]) => secret)).toEqual([
      'secret WHO found',
      'secret NOBODY missing',
      'secret ADMIN refused',
    ]);
    expect(JSON.stringify(stories)).not.toContain('Ada');
  });

  test('a failure with what is left of its retries, and wrong input that never ran', async () => {
    const failed = await runStory({
      run: () => Promise.reject(new ConnectorError({ code: 'NO', message: 'not today' })),
    });
    expect(failed.at(-1)).toEqual({
      ...{ outcome: 'fail', retries: 0, reason: 'NO: not today' },
      retryAfterMs: 0,
    });
    const wrong = await runStory({ variables: {} });
    expect(wrong).toHaveLength(3);
    expect(wrong.at(-1)).toMatchObject({ outcome: 'fail', retries: 0 });
  });

  test('a job the engine no longer has, and one whose answer did not reach it', async () => {
    expect((await runStory({ channel: settles('gone') })).at(-1)).toEqual({ outcome: 'gone' });
    const down: JobChannel = {
      ...settles('gone'),
      settle: () => Promise.reject(new Error('down')),
    };
    expect((await runStory({ channel: down })).at(-1)).toEqual({ outcome: 'unanswered' });
  });
});

test('an observer that fails is logged and harms nobody', async () => {
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (_fields, message) => void errors.push(message) };
  const broken: JobObserver = {
    activated: () => ({
      started: () => {
        throw new Error('broken');
      },
    }),
  };
  const deaf: JobObserver = {
    activated: () => {
      throw new Error('deaf');
    },
  };
  const story = await runStory({ observers: [broken, deaf], logger });
  expect(story.at(-1)).toEqual({ outcome: 'complete' });
  expect(errors).toEqual(['An observer of jobs failed', 'An observer of jobs failed']);
});

test('a trace that fails is logged and harms nobody', async () => {
  const fail = () => {
    throw new Error('broken');
  };
  const observer: JobObserver = {
    activated: () => ({ trace: { isOn: true, headersFor: fail, start: fail } }),
  };
  const seen: unknown[] = [];
  const errors: string[] = [];
  const story = await runStory({
    observers: [observer],
    logger: { ...silentLogger, error: (_fields, message) => void errors.push(message) },
    run: async ({ trace }) => {
      seen.push(trace.headersFor({ host: 'a', port: 80 }));
      trace.start('GET').end();
      return 'Hello';
    },
  });
  expect(story.at(-1)).toEqual({ outcome: 'complete' });
  expect(seen).toEqual([{}]);
  expect(errors).toEqual(['Tracing failed', 'Tracing failed']);
});

test('without a trace the connector gets one that costs nothing', async () => {
  const traces: unknown[] = [];
  await runStory({
    run: async ({ trace }) => {
      traces.push(trace);
      return 'Hello';
    },
  });
  expect(traces).toEqual([noTrace]);
  expect(traces[0]).toBe(noTrace);
});

test('observers read variables of their own and add to those of a job that completes', async () => {
  const adds = (variables: JsonObject): JobObserver => ({
    variables: Object.keys(variables),
    activated: () => ({ completes: () => variables }),
  });
  const observers = [adds({ trace: 'a', greeting: 'b' }), adds({ trace: 'c', more: 1 })];
  const answers: unknown[] = [];
  const runtime = createConnectorRuntime({ connectors: [greet(async () => 'Hello')], observers });
  expect(runtime.variablesOf('greet')).toEqual(['name', 'trace', 'greeting', 'more']);
  const job = { ...jobOf({ name: 'Ada' }), headers: { resultVariable: 'greeting' } };
  await runtime.accept(job, {
    settle: (_job, { variables }) => {
      answers.push(JSON.parse(variables));
      return Promise.resolve('settled');
    },
    extendDeadline: () => Promise.resolve('extended'),
  });
  await runtime.drain({ timeoutMs: 0 });
  expect(answers).toEqual([{ trace: 'a', greeting: 'Hello', more: 1 }]);
});

test('observers get the types that are served; a mistake in one is logged', () => {
  const served: unknown[] = [];
  const errors: string[] = [];
  const activated = () => ({});
  createConnectorRuntime({
    connectors: [greet(async () => 'Hello')],
    logger: { ...silentLogger, error: (_fields, message) => void errors.push(message) },
    observers: [
      {
        activated,
        serves: () => {
          throw new Error('broken');
        },
      },
      { activated, serves: (types) => void served.push(types) },
    ],
  });
  expect(served).toEqual([['greet']]);
  expect(errors).toEqual(['An observer of jobs failed']);
});

test('each log line of a job identifies the job, and has what observers add', async () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const logger: Logger = { ...silentLogger, info: (fields) => void lines.push(fields) };
  await runStory({
    logger,
    observers: [{ activated: () => ({ logFields: { trace_id: 'abc' } }) }],
    run: async (context) => {
      context.logger.info({ status: 200 }, 'Called');
      return 'Hello';
    },
  });
  expect(lines).toEqual([
    {
      jobKey: '1',
      jobType: 'greet',
      processInstanceKey: '2',
      bpmnProcessId: 'p',
      elementId: 'task',
      tenantId: '<default>',
      trace_id: 'abc',
      status: 200,
    },
  ]);
});
