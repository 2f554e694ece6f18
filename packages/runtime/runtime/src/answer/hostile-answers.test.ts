import {
  BpmnError,
  ConnectorError,
  defineConnector,
  type OperationContext,
  RetryableError,
  silentLogger,
} from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from '../connector-runtime.ts';
import type { JobOutcome } from '../job.ts';
import type { RuntimeOptions } from '../runtime-options.ts';
import { createStaticSecrets } from '../secrets/secret-provider.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { modelOf } from '../testing/models.ts';

/** The names of secrets that the model of all these jobs has. */
const NAMED = '{{secrets.PIN}}';

interface Work {
  readonly run?: (value: unknown, context: OperationContext) => Promise<unknown>;
  readonly headers?: Record<string, string>;
  readonly variables?: string;
  readonly options?: Partial<RuntimeOptions>;
}

/** The one answer of a job, and what was logged. */
async function answer({ run = async (value) => value, headers = {}, variables = '{}', options }: Work) {
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({
      value: z.unknown().optional().meta({ title: 'Value' }),
      password: z.string().optional().meta({ title: 'Password', secret: true }),
    }),
    output: z.unknown(),
    run: (input: { readonly value?: unknown }, context) => run(input.value, context),
  });
  const lines: string[] = [];
  const line = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const logger = { debug: line, info: line, warn: line, error: line };
  const runtime = createConnectorRuntime({
    connectors: [connector],
    logger,
    models: () => modelOf({ value: NAMED }),
    ...options,
  });
  const channel = createFakeChannel();
  await runtime.accept(createJob({ headers, variables }), channel);
  expect(channel.answers).toHaveLength(1);
  return { outcome: channel.answers[0]!.outcome, log: lines.join('\n') };
}

const throwing = (thrown: unknown) => async () => {
  throw thrown;
};

describe('every part of an answer is bounded', () => {
  const huge = 'x'.repeat(4_700_000);
  const sizeOf = (outcome: JobOutcome) => Buffer.byteLength(JSON.stringify(outcome));

  test.each<[string, Work]>([
    ['BPMN error', { run: throwing(new BpmnError({ code: huge, message: huge })) }],
    ['BPMN error of an expression', { headers: { errorExpression: '=bpmnError(response, response)' } }],
    ['job error of an expression', { headers: { errorExpression: '=jobError(response)' } }],
    ['ignored error', { headers: { errorExpression: '=ignoreError({a: response})' } }],
    ['failure', { run: throwing(new ConnectorError({ code: huge, message: huge, variables: { huge } })) }],
    ['result', { headers: { resultVariable: 'r' } }],
    ['name of a result', { headers: { resultVariable: huge } }],
  ])('%s of 4.7 MB', async (_case, work) => {
    const { outcome } = await answer({ run: async () => huge, ...work });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(sizeOf(outcome)).toBeLessThan(40_000);
  });

  test('a code that is too long says so, and is never cut to another code', async () => {
    const { outcome } = await answer({ run: throwing(new BpmnError({ code: huge, message: 'Why' })) });
    expect(outcome).toMatchObject({
      errorMessage: expect.stringMatching(/BPMN_ERROR_CODE_INVALID: .*4700000 characters, 1 to 1000 .*Why/),
    });
    const short = await answer({ run: throwing(new BpmnError({ code: 'C'.repeat(1_000), message: '' })) });
    expect(short.outcome).toMatchObject({ kind: 'throwError', errorCode: 'C'.repeat(1_000) });
    const none = await answer({ run: throwing(new BpmnError({ code: '', message: '' })) });
    expect(none.outcome).toMatchObject({ kind: 'fail', retries: 0 });
  });

  test('half characters and NUL, which Protobuf and databases refuse, are replaced', async () => {
    const text = 'a\ud800b\0c😀';
    const failed = await answer({ run: throwing(new BpmnError({ code: text, message: text })) });
    expect(failed.outcome).toMatchObject({
      errorCode: 'a\ufffdb\ufffdc😀',
      errorMessage: 'a\ufffdb\ufffdc😀',
    });
    const cut = await answer({
      run: throwing(new ConnectorError({ code: 'C', message: '😀'.repeat(6_000) })),
    });
    expect(cut.outcome.kind === 'fail' && /\p{Surrogate}/u.test(cut.outcome.errorMessage)).toBe(false);
    const done = await answer({
      run: async () => ({ a: 'a\ud800b😀', b: String.raw`\ud800` }),
      headers: { resultVariable: 'r' },
    });
    expect(JSON.parse(done.outcome.variables)).toEqual({ r: { a: 'a\ufffdb😀', b: String.raw`\ud800` } });
  });

  test.each([1_001, 200_000])('lists %d deep', async (depth) => {
    const deep = Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);
    const { outcome } = await answer({ run: async () => deep, headers: { resultVariable: 'r' } });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching('TOO_DEEP'),
    });
  });

  test('a result may be called __proto__', async () => {
    const response = JSON.parse('{"__proto__":{"a":1}}');
    const { outcome } = await answer({ run: async () => response, headers: { resultVariable: '__proto__' } });
    expect(outcome).toEqual({ kind: 'complete', variables: '{"__proto__":{"__proto__":{"a":1}}}' });
    const mapped = await answer({
      variables: '{"value":{"__proto__":{"a":1}}}',
      headers: { resultVariable: 'r', resultExpression: '={s: response}' },
    });
    expect(mapped.outcome.variables).toBe('{"r":{"__proto__":{"a":1}},"s":{"__proto__":{"a":1}}}');
  });
});

describe('retries and waits', () => {
  test.each([
    ['2147483648', 2_147_483_647],
    ['99999999999999999999', 2_147_483_647],
    ['1.9', 1],
    ['-1', 0],
  ])('jobError("x", {}, %s) leaves %d', async (retries, expected) => {
    const { outcome } = await answer({ headers: { errorExpression: `=jobError("x", {}, ${retries})` } });
    expect(outcome).toMatchObject({ kind: 'fail', retries: expected });
  });

  const askedFor = (retryAfterMs: number) =>
    throwing(new RetryableError({ code: '429', message: 'Too Many Requests', retryAfterMs }));

  test('a wait of 31 years that a remote asks for is an incident that says so', async () => {
    const { outcome } = await answer({ run: askedFor(999_999_999_000) });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      retryBackoffMs: 0,
      errorMessage:
        'Not retried: the next attempt was to be in 999999999 s, and at most 86400 s are allowed (jobs.maxRetryDelaySeconds). 429: Too Many Requests',
    });
  });

  test.each([
    [86_400_000, 86_400_000],
    [1.4, 1],
    [-5, 0],
    [Number.NaN, 0],
  ])('a wait of %d ms is one of %d', async (asked, expected) => {
    const { outcome } = await answer({ run: askedFor(asked) });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 2, retryBackoffMs: expected });
  });

  test('the limit is a setting, and holds for jobError', async () => {
    const options = { maxRetryDelayMs: 1_000 };
    expect((await answer({ run: askedFor(1_001), options })).outcome).toMatchObject({ retries: 0 });
    for (const [wait, retries] of [
      ['PT1S', 2],
      ['PT2S', 0],
    ] as const) {
      const { outcome } = await answer({
        headers: { errorExpression: `=jobError("x", {}, 2, @"${wait}")` },
        options,
      });
      expect(outcome).toMatchObject({ retries, errorMessage: expect.stringMatching(/x$/) });
    }
  });

  test('what the task itself says is not bounded by it', async () => {
    const { outcome } = await answer({ run: askedFor(5), headers: { retryBackoff: 'P30D' } });
    expect(outcome).toMatchObject({ retries: 2, retryBackoffMs: 30 * 86_400_000 });
  });
});

describe('whatever a connector throws, the job is answered once', () => {
  const refuse = (): never => {
    throw new Error('not to be looked at');
  };
  const hostile = { get: refuse, has: refuse, getPrototypeOf: refuse, ownKeys: refuse };
  const revoked = Proxy.revocable(new Error('x'), {});
  revoked.revoke();
  const cyclic = new Error('x');
  cyclic.cause = cyclic;
  const odd = (parts: object) => Object.assign(new ConnectorError({ code: 'X', message: 'm' }), parts);
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a function', refuse],
    ['a proxy that throws', new Proxy({}, hostile)],
    ['a proxy of a failure that throws', new Proxy(new ConnectorError({ code: 'X', message: '' }), hostile)],
    ['a revoked proxy', revoked.proxy],
    ['a cycle of causes', cyclic],
    ['an error whose parts throw', Object.defineProperty(new Error('x'), 'message', { get: refuse })],
    ['an error that is no text', Object.assign(new Error('x'), { toString: refuse, toJSON: refuse })],
    ['a failure of a kind there is not', odd({ kind: 'other' })],
    ['a failure without texts', odd({ code: { a: 1 }, message: Symbol('x'), variables: 7 })],
    ['a failure whose variables throw', odd({ variables: new Proxy({}, hostile) })],
    ['a failure with a number as code', odd({ code: 404 })],
    ['a failure that asks for an odd wait', odd({ kind: 'retryable', retryAfterMs: 'soon' })],
  ])('%s', async (_case, thrown) => {
    const { outcome } = await answer({ run: throwing(thrown), variables: '{"password":"s3cret"}' });
    expect(outcome.kind).toBe('fail');
  });

  test.each<[string, unknown]>([
    ['a proxy that throws', new Proxy({}, hostile)],
    ['a cycle', cyclic],
    ['toJSON that throws', { toJSON: refuse }],
  ])('or answers: %s', async (_case, response) => {
    const headers = {
      resultVariable: 'r',
      errorExpression: '=if response.a = 1 then bpmnError("x") else null',
    };
    const { outcome } = await answer({ run: async () => ({ r: response }), headers });
    expect(outcome).toMatchObject({ kind: expect.stringMatching('fail|complete') });
  });

  test('a log that fails changes nothing', async () => {
    const logger = { ...silentLogger, debug: refuse, info: refuse, warn: refuse, error: refuse };
    const run = async (_: unknown, context: OperationContext) => {
      context.logger.info({}, 'x');
      throw new RetryableError({ code: 'BUSY', message: 'Later' });
    };
    const { outcome } = await answer({ run, options: { logger } });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 2, errorMessage: 'BUSY: Later' });
  });
});

describe('what a job must not reveal', () => {
  const reveal =
    (text: string): NonNullable<Work['run']> =>
    async (_, { logger }) => {
      logger.info({ text }, text);
      throw new ConnectorError({ code: '401', message: text, variables: { response: { body: text } } });
    };

  test('the value of a field that is marked as secret, also where the engine has put it in', async () => {
    const basic = Buffer.from('me:from-the-engine').toString('base64');
    const run = reveal(`from-the-engine Basic ${basic}`);
    const { outcome, log } = await answer({ run, variables: '{"password":"from-the-engine"}' });
    expect(outcome).toMatchObject({ errorMessage: expect.stringMatching(/^401: \*\*\* Basic \w*\*\*\*$/) });
    expect(outcome.variables + log).not.toMatch(/from-the-engine|ZnJvbS10aGUtZW5naW/);
  });

  test('what the connector fetched meanwhile', async () => {
    const run: NonNullable<Work['run']> = (value, context) => {
      context.hideSecret?.('token-on-the-way');
      return reveal('Bearer token-on-the-way')(value, context);
    };
    const { outcome, log } = await answer({ run });
    expect(outcome).toMatchObject({ errorMessage: '401: Bearer ***' });
    expect(outcome.variables + log).not.toContain('token-on-the-way');
  });

  test('a secret that is too short changes no code and no name, and a line says so once', async () => {
    const options = { secrets: { provider: createStaticSecrets({ PIN: '0' }) } };
    const work = {
      run: reveal('400 of 0'),
      variables: '{"value":"{{secrets.PIN}}","password":"p"}',
      options,
    };
    const { outcome, log } = await answer(work);
    expect(outcome).toMatchObject({ errorMessage: '401: 400 of 0' });
    expect(JSON.parse(outcome.variables)).toMatchObject({ error: { variables: { response: {} } } });
    expect(log).toMatch(/"secret":"PIN".*A secret of fewer than 4 characters/);
    expect(log).toMatch(/"input":"password".*A secret of fewer than 4 characters/);
  });
});
