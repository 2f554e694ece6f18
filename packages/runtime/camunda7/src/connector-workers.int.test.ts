import { defineConnector, type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, startConnectors } from '@jobwright/runtime';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { camunda7 } from './camunda7.ts';
import type { Camunda7Options } from './worker-options.ts';
import { type FakeEngine, startFakeEngine } from './testing/fake-engine.ts';

let engine: FakeEngine;
const started: ConnectorWorkers[] = [];

beforeEach(async () => {
  engine = await startFakeEngine();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((workers) => workers.close({ timeoutMs: 1_000 })));
  await engine.close();
});

type Run = (context: OperationContext) => unknown;

const connectorOf = (type: string, run: Run = () => ({})) =>
  defineConnector({
    type,
    name: 'Test',
    input: z.object({ name: z.string().default('x').meta({ title: 'Name' }) }),
    output: z.unknown(),
    run: async ({ name }, context) => (await run(context)) ?? { greeting: `Hello ${name}` },
  });

interface StartOptions extends Partial<Camunda7Options> {
  readonly maxJobs?: number | Readonly<Record<string, number>>;
  readonly lines?: string[];
  readonly extensionMs?: number;
}

async function start(
  connectors: Readonly<Record<string, Run | undefined>>,
  { maxJobs, lines = [], extensionMs = 60_000, ...options }: StartOptions = {},
): Promise<ConnectorWorkers> {
  const log = (_fields: object, message: string): void => void lines.push(message);
  const workers = await startConnectors({
    connectors: Object.entries(connectors).map(([type, run]) => connectorOf(type, run)),
    clusters: [camunda7({ url: engine.url, pollMs: 300, ...options })],
    deadlineExtensionMs: extensionMs,
    logger: { debug: log, info: log, warn: log, error: log },
    ...(maxJobs !== undefined && { maxJobsPerConnector: maxJobs }),
  });
  started.push(workers);
  return workers;
}

const answersOf = (action: string) => engine.answers.filter((answer) => answer.action === action);

const until = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 10 });

/** Resolves when it is opened. */
function createGate() {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open: () => open() };
}

describe('tasks', () => {
  it('are completed with typed variables, and failed with what went wrong', async () => {
    await start({
      ok: undefined,
      bad: () => {
        throw new Error('boom');
      },
    });
    engine.add('ok', { variables: { name: 'Ada' }, extensionProperties: { resultVariable: 'answer' } });
    engine.add('bad');
    await until(() => expect(new Set(engine.answers.map(({ taskId }) => taskId)).size).toBe(2));
    expect(answersOf('complete')[0]?.body).toMatchObject({
      workerId: expect.stringMatching(/^jobwright-.*-[0-9a-f]{8}-\d+$/),
      variables: { answer: { value: expect.anything() } },
    });
    expect(answersOf('failure')[0]?.body).toMatchObject({
      retries: 2,
      retryTimeout: 0,
      errorMessage: expect.stringMatching(/^UNEXPECTED: /),
      errorDetails: expect.stringContaining('UNEXPECTED'),
    });
  });

  it('of a rate limit wait as long as it says, with the retries they had', async () => {
    await start({
      limited: () => {
        throw new RetryableError({ code: '429', message: 'm', retryAfterMs: 7_000, keepsRetries: true });
      },
    });
    engine.add('limited');
    await until(() => expect(engine.answers).toHaveLength(1));
    expect(answersOf('failure')[0]?.body).toMatchObject({ retries: 3, retryTimeout: 7_000 });
  });

  it('bring their business key, priority, tenant and extension properties', async () => {
    const seen: unknown[] = [];
    await start({ ok: ({ job }) => void seen.push(job) });
    engine.add('ok', {
      businessKey: 'order-7',
      priority: 5,
      tenantId: 'acme',
      retries: 2,
      extensionProperties: { operation: 'run' },
    });
    engine.add('ok', { extensionProperties: { retries: '7' } });
    await until(() => expect(seen).toHaveLength(2));
    expect(seen[0]).toMatchObject({
      businessId: 'order-7',
      priority: 5,
      tenantId: 'acme',
      retries: 2,
      bpmnProcessId: 'order',
      headers: { operation: 'run' },
    });
    expect(seen[1]).toMatchObject({ tenantId: '<default>', retries: 7 });
  });

  it('come by one poll for all topics, by the table of topics and the filters', async () => {
    await start(
      { one: undefined, two: undefined },
      {
        topics: { one: ['first', 'other'] },
        tenantIds: ['acme'],
        processDefinitionKeys: ['order'],
        maxJobs: { one: 4, two: 4 },
      },
    );
    await until(() => expect(engine.polls).not.toHaveLength(0));
    const [poll] = engine.polls;
    expect(poll).toMatchObject({ maxTasks: 4, usePriority: true, asyncResponseTimeout: 300 });
    expect(poll?.topics.map(({ topicName }) => topicName)).toEqual(['first', 'other', 'two']);
    expect(poll?.topics[0]).toMatchObject({
      lockDuration: 60_000,
      tenantIdIn: ['acme'],
      processDefinitionKeyIn: ['order'],
    });
    engine.add('other', { tenantId: 'acme' });
    await until(() => expect(answersOf('complete')).toHaveLength(1));
  });

  it('are never more than there is capacity for, and a full connector does not stop the others', async () => {
    const gate = createGate();
    let running = 0;
    let most = 0;
    await start(
      {
        slow: async () => {
          running += 1;
          most = Math.max(most, running);
          await gate.promise;
          running -= 1;
        },
        fast: undefined,
      },
      { maxJobs: { slow: 2, fast: 10 } },
    );
    for (let count = 0; count < 10; count += 1) engine.add('slow');
    for (let count = 0; count < 50; count += 1) engine.add('fast');
    await until(() => expect(answersOf('complete')).toHaveLength(50));
    expect(engine.tasks.filter(({ workerId }) => workerId !== null)).toHaveLength(2);
    expect(answersOf('unlock')).toEqual([]);
    gate.open();
    await until(() => expect(answersOf('complete')).toHaveLength(60));
    expect(most).toBe(2);
  });

  it('of a type that gets free come at once, while a poll for the others waits', async () => {
    await start({ lone: undefined, idle: undefined }, { maxJobs: { lone: 1, idle: 10 }, pollMs: 60_000 });
    for (let count = 0; count < 5; count += 1) engine.add('lone');
    await until(() => expect(answersOf('complete')).toHaveLength(5));
  });
});

test.each([{ pollMs: 0 }, { lockDurationMs: 1.5 }, { defaultRetries: Number.NaN }])(
  '%o is refused',
  async (options) => {
    const started = start({ ok: undefined }, options);
    await expect(started).rejects.toThrow(`${Object.keys(options)[0]} must be a whole number`);
  },
);

describe('variables and errors', () => {
  it('outputs are variables of the process, those of a failure of the task alone', async () => {
    await start({
      ok: undefined,
      bad: () => {
        throw new Error('boom');
      },
    });
    engine.add('ok', { extensionProperties: { resultExpression: '={total: 7}' } });
    engine.add('bad');
    await until(() => expect(new Set(engine.answers.map(({ taskId }) => taskId)).size).toBe(2));
    const [completed] = answersOf('complete');
    expect(completed?.body).toMatchObject({ variables: { total: { value: 7 } } });
    expect(completed?.body).not.toHaveProperty('localVariables');
    const [failed] = answersOf('failure');
    expect(failed?.body).toMatchObject({ localVariables: { error: { value: expect.anything() } } });
    expect(failed?.body).not.toHaveProperty('variables');
  });

  it('a BPMN error is the answer, whether the process catches it or not', async () => {
    const workers = await start({ ok: undefined });
    engine.add('ok', {
      extensionProperties: { errorExpression: '=bpmnError("UNKNOWN", "No such customer", {asked: "Ada"})' },
    });
    await until(() => expect(workers.runtime.statistics()['ok']).toMatchObject({ throwError: 1 }));
    expect(answersOf('bpmnError')[0]?.body).toMatchObject({
      errorCode: 'UNKNOWN',
      errorMessage: 'No such customer',
      variables: { asked: { value: 'Ada' } },
    });
  });

  it('a long message is cut as the engine does, and whole in the details', async () => {
    const message = 'x'.repeat(2_000);
    await start({ ok: undefined });
    engine.add('ok', { extensionProperties: { errorExpression: `=jobError("${message}")` } });
    await until(() => expect(answersOf('failure')).toHaveLength(1));
    const { errorMessage, errorDetails, retries } = answersOf('failure')[0]?.body ?? {};
    expect(String(errorMessage)).toHaveLength(666);
    expect(String(errorDetails)).toContain(message);
    expect(retries).toBe(0);
  });
});

describe('locks', () => {
  it('are at least twice as long as a poll, with which they are taken to begin', async () => {
    await start({ ok: undefined }, { lockDurationMs: 1_000, pollMs: 60_000 });
    await until(() => expect(engine.polls).not.toHaveLength(0));
    expect(engine.polls[0]).toMatchObject({ asyncResponseTimeout: 500 });
  });

  it('are extended while a job runs; a task that is gone ends its job', async () => {
    const aborted = vi.fn();
    const workers = await start(
      {
        long: ({ signal }) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => {
              aborted();
              reject(new Error('aborted'));
            }),
          ),
      },
      { lockDurationMs: 3_000, extensionMs: 3_000 },
    );
    const task = engine.add('long');
    await until(() => expect(answersOf('extendLock')).not.toHaveLength(0));
    engine.remove(task);
    await until(() => expect(workers.runtime.statistics()['long']).toMatchObject({ gone: 1 }));
    expect(aborted).toHaveBeenCalled();
  });

  it('are given back at the shutdown, with retries unchanged', async () => {
    const workers = await start({ hangs: () => new Promise(() => undefined) }, { maxJobs: 2 });
    const running = engine.add('hangs');
    await until(() => expect(running.workerId).not.toBeNull());
    await workers.close({ timeoutMs: 500 });
    expect(running).toMatchObject({ workerId: null, retries: null });
    expect(answersOf('failure')).toEqual([]);
    expect(workers.runtime.statistics()['hangs']).toMatchObject({ handedBack: 1 });
  });

  it('that another worker has by now are left to it', async () => {
    const workers = await start({ hangs: () => new Promise(() => undefined) });
    const task = engine.add('hangs');
    await until(() => expect(task.workerId).not.toBeNull());
    task.workerId = 'other';
    await workers.close({ timeoutMs: 300 });
    expect(task.workerId).toBe('other');
    expect(answersOf('unlock')).toEqual([]);
  });

  it('of tasks that come during the shutdown are given back', async () => {
    const workers = await start({ ok: undefined }, { pollMs: 60_000 });
    await until(() => expect(engine.polls).not.toHaveLength(0));
    const closed = workers.close({ timeoutMs: 5_000 });
    const late = engine.add('ok');
    await closed;
    expect(late).toMatchObject({ workerId: null, retries: null });
    expect(engine.answers.map(({ action }) => action)).toEqual(['extendLock', 'unlock']);
  });

  it('of tasks that come during a shutdown shorter than a poll are given back', async () => {
    const workers = await start({ ok: undefined }, { pollMs: 1_500 });
    await until(() => expect(engine.polls).not.toHaveLength(0));
    const closed = workers.close({ timeoutMs: 0 });
    // Whoever gives up the poll has done so by now.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const late = engine.add('ok');
    await closed;
    expect(late).toMatchObject({ workerId: null, retries: null });
    expect(engine.answers.map(({ action }) => action)).toEqual(['extendLock', 'unlock']);
  });

  it('of tasks that are given back into the last poll of a shutdown are given back again', async () => {
    const hangs = () => new Promise(() => undefined);
    const workers = await start({ hangs }, { pollMs: 60_000, maxJobs: 2 });
    const task = engine.add('hangs');
    await until(() => expect(task.workerId).not.toBeNull());
    await until(() => expect(engine.polls.length).toBeGreaterThan(1));
    await workers.close({ timeoutMs: 300 });
    expect(task).toMatchObject({ workerId: null, retries: null });
    expect(answersOf('unlock')).toHaveLength(2);
  });

  it('of a poll whose answer was lost are given back, and another poll gets the tasks', async () => {
    const lines: string[] = [];
    let isLost = false;
    engine.intercept((_request, path) => {
      if (isLost || path !== '/external-task/fetchAndLock') return undefined;
      isLost = true;
      return 'lose';
    });
    engine.add('ok');
    await start({ ok: undefined }, { lines });
    await until(() => expect(answersOf('complete')).toHaveLength(1));
    expect(lines).toContain('Tasks were unlocked whose poll was not answered in time');
  });
});

describe('answers', () => {
  it('are repeated while the engine has troubles', async () => {
    let failures = 3;
    engine.intercept((_request, path) => {
      if (!path.endsWith('/complete') || failures === 0) return undefined;
      failures -= 1;
      return failures === 2
        ? 'drop'
        : failures === 1
          ? { status: 503, body: '<html>' }
          : {
              status: 500,
              body: '{"type":"OptimisticLockingException","message":"ENGINE-03005 Execution of ... failed"}',
            };
    });
    const workers = await start({ ok: undefined });
    engine.add('ok');
    await until(() => expect(workers.runtime.statistics()['ok']).toMatchObject({ complete: 1, gone: 0 }));
    expect(answersOf('complete')).toHaveLength(1);
  });

  it('count as given when the engine took them and only its reply was lost', async () => {
    let isLost = false;
    engine.intercept((_request, path) => {
      if (isLost || !path.endsWith('/complete')) return undefined;
      isLost = true;
      return 'lose';
    });
    const workers = await start({ ok: undefined });
    engine.add('ok');
    await until(() => expect(workers.runtime.statistics()['ok']).toMatchObject({ complete: 1, gone: 0 }));
  });

  it('that the engine refuses for good become incidents that say why', async () => {
    engine.intercept((_request, path) =>
      path.endsWith('/complete')
        ? { status: 400, body: '{"type":"InvalidRequestException","message":"Cannot convert value"}' }
        : undefined,
    );
    await start({ ok: undefined });
    engine.add('ok');
    await until(() => expect(answersOf('failure')).toHaveLength(1));
    expect(answersOf('failure')[0]?.body).toMatchObject({
      retries: 0,
      errorMessage: 'The engine refused the answer of the connector: Cannot convert value',
    });
  });

  it('of another worker by now are gone', async () => {
    const gate = createGate();
    const workers = await start({ ok: () => gate.promise });
    const task = engine.add('ok');
    await until(() => expect(task.workerId).not.toBeNull());
    task.workerId = 'other';
    gate.open();
    await until(() => expect(workers.runtime.statistics()['ok']).toMatchObject({ gone: 1, complete: 0 }));
  });
});

describe('outages', () => {
  it('are one line when they begin and one when they end, whatever answers meanwhile', async () => {
    const lines: string[] = [];
    const workers = await start({ ok: undefined, two: undefined }, { lines });
    const troubles = [
      { status: 502, body: '<html>Bad Gateway</html>' },
      { status: 200, body: '<html>Sign in</html>' },
      'drop',
      { status: 401 },
    ] as const;
    let count = 0;
    engine.intercept(() => troubles[(count += 1) % troubles.length]);
    await until(() => expect(workers.isConnected).toBe(false));
    await until(() => expect(count).toBeGreaterThan(4));
    engine.intercept(undefined);
    engine.add('ok');
    engine.add('two');
    await until(() => expect(answersOf('complete')).toHaveLength(2));
    await until(() => expect(workers.isConnected).toBe(true));
    const ofState = lines.filter((line) => line.startsWith('The engine'));
    expect(ofState).toEqual(['The engine does not deliver jobs; retrying', 'The engine answers again']);
  });

  it('are noticed by answers too, where all places are taken', async () => {
    const lines: string[] = [];
    const gate = createGate();
    const workers = await start({ ok: () => gate.promise }, { maxJobs: 1, lines });
    const task = engine.add('ok');
    await until(() => expect(workers.runtime.jobsInFlight('ok')).toBe(1));
    await engine.close();
    gate.open();
    await until(() => expect(workers.isConnected).toBe(false));
    expect(task.workerId).not.toBeNull();
    expect(lines.filter((line) => line.startsWith('The engine'))).toEqual([
      'The engine does not deliver jobs; retrying',
    ]);
  });

  it('of a node are not noticed where there is another one', async () => {
    const lines: string[] = [];
    const other = await startFakeEngine();
    onTestFinished(() => other.close());
    const workers = await start({ ok: undefined }, { url: [other.url, engine.url], lines });
    await until(() => expect(other.polls).not.toHaveLength(0));
    await other.close();
    engine.add('ok');
    await until(() => expect(workers.runtime.statistics()['ok']).toMatchObject({ complete: 1 }));
    expect(lines.filter((line) => line.startsWith('The engine'))).toEqual([]);
  });
});
