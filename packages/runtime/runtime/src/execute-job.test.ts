import {
  BpmnError,
  ConnectorError,
  defineConnector,
  type OperationContext,
  RetryableError,
} from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from './connector-runtime.ts';
import { createStaticSecrets } from './secrets/secret-provider.ts';
import { type Answer, answerJob, type Work } from './testing/answer-job.ts';
import { createFakeChannel, createJob } from './testing/fake-channel.ts';
import { modelOf } from './testing/models.ts';

const SECRET = 'p@ss/w"örd+1';

interface JobWork extends Omit<Work, 'run'> {
  readonly run?: (input: { readonly value: unknown }, context: OperationContext) => Promise<unknown>;
}

const work = ({ run, options, ...rest }: JobWork): Promise<Answer> =>
  answerJob({
    ...rest,
    ...(run !== undefined && { run: (value, context) => run({ value }, context) }),
    options: {
      secrets: { provider: createStaticSecrets({ TOKEN: SECRET, CHAIN: '{{secrets.TOKEN}}' }) },
      ...options,
    },
  });

describe('result variable and expression', () => {
  const value = { status: 200, body: { id: 9007199254740993n, name: 'Ada' } };

  it('gives the whole response to the result variable', async () => {
    const { outcome } = await work({ variables: { value }, headers: { resultVariable: 'answer' } });
    expect(outcome).toEqual({
      kind: 'complete',
      variables: '{"answer":{"status":200,"body":{"id":9007199254740993,"name":"Ada"}}}',
    });
  });

  it('adds nothing without a header', async () => {
    expect((await work({ variables: { value } })).outcome).toEqual({ kind: 'complete', variables: '{}' });
  });

  it('makes null of a missing response', async () => {
    const { variables } = await work({ run: async () => undefined, headers: { resultVariable: 'answer' } });
    expect(variables).toEqual({ answer: null });
  });

  it('lets the expression see the fields and the whole, and override the variable', async () => {
    const { variables } = await work({
      variables: { value: { a: 1, b: { c: 'x' } } },
      headers: { resultVariable: 'answer', resultExpression: '={answer: b.c, sum: response.a + 1}' },
    });
    expect(variables).toEqual({ answer: 'x', sum: 2 });
  });

  it('takes null of an expression for no variables', async () => {
    expect(
      (await work({ variables: { value: 1 }, headers: { resultExpression: '=null' } })).variables,
    ).toEqual({});
  });

  it.each([
    ['a list', '=[1]', /gave a list/],
    ['a text', '="x"', /gave a string/],
  ])('refuses %s without running again', async (_, resultExpression, message) => {
    const { outcome, calls } = await work({ headers: { resultExpression } });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(message) });
    expect(calls).toBe(1);
  });

  it('refuses an output the engine would not take, without running again', async () => {
    const { outcome } = await work({
      run: async () => 'x'.repeat(1_600_000),
      headers: { resultVariable: 'big' },
    });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/OUTPUT_TOO_LARGE: .*1600010 bytes, 1572864/),
    });
  });

  it('lets no function of a later task through', async () => {
    const { outcome } = await work({
      run: async () => ({ 'camunda.function.type': 'base64' }),
      headers: { resultVariable: 'r' },
    });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/OUTPUT_FORBIDDEN/),
    });
  });
});

describe('reserved headers', () => {
  it.each([
    ['resultExpression', '={a: }', /header resultExpression: /],
    ['errorExpression', '=if a', /header errorExpression: /],
    ['retryBackoff', 'P1D1S', /header retryBackoff: .*P1D1S/],
    ['jobTimeout', '5 minutes', /header jobTimeout: .*5 minutes/],
    ['jobTimeout', 'PT0S', /header jobTimeout: .*above zero/],
  ])('finds a mistake in %s before the connector runs', async (name, value, message) => {
    const { outcome, calls } = await work({ headers: { [name]: value } });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(message) });
    expect(calls).toBe(0);
  });

  it('takes blank ones for absent', async () => {
    const { outcome } = await work({
      headers: {
        resultVariable: ' ',
        resultExpression: '\n',
        errorExpression: '',
        retryBackoff: ' ',
        jobTimeout: '',
      },
    });
    expect(outcome).toEqual({ kind: 'complete', variables: '{}' });
  });
});

describe('failures', () => {
  const throwing = (error: unknown) => async () => {
    throw error;
  };

  it('gives up on a ConnectorError', async () => {
    const { outcome, variables } = await work({
      run: throwing(new ConnectorError({ code: 'NOPE', message: 'No', variables: { a: 1 } })),
      headers: { retryBackoff: 'PT10S' },
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0, retryBackoffMs: 0, errorMessage: 'NOPE: No' });
    expect(variables).toEqual({
      error: { type: 'ConnectorError', code: 'NOPE', message: 'No', variables: { a: 1 } },
    });
  });

  it.each([
    ['the back-off of the task', 'PT10S', undefined, 10_000],
    ['what the other side asked for, when that is longer', 'PT10S', 30_000, 30_000],
    ['what the other side asked for', undefined, 30_000, 30_000],
  ])('retries a RetryableError after %s', async (_, retryBackoff, retryAfterMs, expected) => {
    const { outcome } = await work({
      run: throwing(
        new RetryableError({
          code: 'BUSY',
          message: 'Later',
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        }),
      ),
      headers: retryBackoff === undefined ? {} : { retryBackoff },
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 2, retryBackoffMs: expected });
  });

  it('throws a BpmnError to the process', async () => {
    const { outcome, variables } = await work({
      run: throwing(new BpmnError({ code: 'UNKNOWN_CUSTOMER', message: 'Who?', variables: { id: 7 } })),
    });
    expect(outcome).toMatchObject({
      kind: 'throwError',
      errorCode: 'UNKNOWN_CUSTOMER',
      errorMessage: 'Who?',
    });
    expect(variables).toEqual({ id: 7 });
  });

  it('keeps the text of anything else in the log', async () => {
    const { outcome, log } = await work({ run: throwing(new TypeError('internal detail')), retries: 1 });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/^UNEXPECTED: /),
    });
    expect(stringifyJson(outcome)).not.toContain('internal detail');
    expect(log).toContain('internal detail');
  });

  it('cuts a message that is a novel', async () => {
    const { outcome } = await work({
      run: throwing(new ConnectorError({ code: 'LONG', message: 'x'.repeat(10_000) })),
    });
    expect(outcome.kind === 'fail' && outcome.errorMessage.length).toBe(6_000);
  });

  it('answers even when the engine would not take what the failure carries', async () => {
    const { outcome, variables } = await work({
      run: throwing(
        new RetryableError({ code: 'BIG', message: 'Too much', variables: { body: 'x'.repeat(1_600_000) } }),
      ),
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 2, errorMessage: 'BIG: Too much' });
    expect(variables).toMatchObject({ error: { code: 'BIG', variables: {} } });
  });

  it('lists what is wrong with the input and does not run', async () => {
    const connector = defineConnector({
      type: 'acme:work:1',
      name: 'Work',
      input: z.object({ url: z.url().meta({ title: 'URL' }) }),
      output: z.unknown(),
      run: () => Promise.reject(new Error('must not run')),
    });
    const runtime = createConnectorRuntime({ connectors: [connector] });
    const channel = createFakeChannel();
    await runtime.accept(createJob({ variables: '{"url":"nope","other":1}' }), channel);
    await runtime.accept(createJob({ variables: '[1]' }), channel);
    expect(channel.answers.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'fail', retries: 0, errorMessage: expect.stringMatching(/^INPUT_INVALID: url: /) },
      { kind: 'fail', retries: 0, errorMessage: expect.stringMatching(/not a JSON object/) },
    ]);
  });
});

describe('error expression', () => {
  const failing = async () => {
    throw new RetryableError({
      code: '404',
      message: 'Not Found',
      variables: { response: { body: { reason: 'gone' } } },
    });
  };
  const ask = (errorExpression: string, extra: Work = {}) =>
    work({ run: failing, ...extra, headers: { errorExpression, ...extra.headers } });

  it('makes a BPMN error of a failure', async () => {
    const { outcome, variables } = await ask(
      '=if error.code = "404" then bpmnError("UNKNOWN", error.message, {why: error.variables.response.body.reason}) else null',
    );
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'UNKNOWN', errorMessage: 'Not Found' });
    expect(variables).toEqual({ why: 'gone' });
  });

  it('sees the attempts left, and sets retries and back-off', async () => {
    const { outcome, variables } = await ask('=jobError("again", {n: 1}, job.retries - 1, @"PT20S")');
    expect(outcome).toMatchObject({
      kind: 'fail',
      errorMessage: 'again',
      retries: 2,
      retryBackoffMs: 20_000,
    });
    expect(variables).toEqual({ n: 1, error: 'again' });
  });

  it('gives up by default when it makes a job error', async () => {
    expect((await ask('=jobError("stop")')).outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      retryBackoffMs: 0,
    });
  });

  it('computes a back-off with jitter', async () => {
    const { outcome } = await ask('=jobError("again", {}, 1, backoff(2, @"PT1S", 2, @"PT10S", 0.1))');
    expect(outcome.kind === 'fail' && outcome.retryBackoffMs).toBeGreaterThanOrEqual(1_800);
    expect(outcome.kind === 'fail' && outcome.retryBackoffMs).toBeLessThanOrEqual(2_200);
  });

  it('ignores an error, with the given variables only', async () => {
    const { outcome } = await ask('=ignoreError({ok: false})', { headers: { resultVariable: 'answer' } });
    expect(outcome).toEqual({ kind: 'complete', variables: '{"ok":false}' });
  });

  it.each(['=null', '={}', '={errorType: "bpmnError"}'])(
    'leaves the failure as it is with %s',
    async (expression) => {
      expect((await ask(expression)).outcome).toMatchObject({
        kind: 'fail',
        retries: 2,
        errorMessage: '404: Not Found',
      });
    },
  );

  it('takes the raw form too', async () => {
    const { outcome } = await ask('={errorType: "bpmnError", errorCode: "RAW", errorMessage: "m"}');
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'RAW', errorMessage: 'm' });
  });

  it('looks at a success as well: its variables, else the response', async () => {
    const run = async () => ({ status: 'REJECTED' });
    const withVariables = await ask('=if verdict = "REJECTED" then bpmnError("NO") else null', {
      run,
      headers: { resultExpression: '={verdict: status}' },
    });
    const withoutVariables = await ask(
      '=if status = "REJECTED" and response.status = status then bpmnError("NO") else null',
      { run },
    );
    expect([withVariables.outcome.kind, withoutVariables.outcome.kind]).toEqual(['throwError', 'throwError']);
  });

  it.each(['="text"', '=bpmnError(1)', '=jobError("x", "no context")'])(
    'does not run the connector again for a mistake in %s',
    async (expression) => {
      const { outcome } = await ask(expression);
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        errorMessage: expect.stringMatching(/^ERROR_EXPRESSION_FAILED: /),
      });
    },
  );
});

describe('secrets', () => {
  it('are put in anywhere between braces, and bare when that is the whole text', async () => {
    const { given } = await work({
      variables: {
        value: {
          header: 'Bearer {{ secrets.TOKEN }}',
          bare: 'secrets.TOKEN',
          prose: 'We keep secrets.TOKEN safe',
          list: ['{{secrets.TOKEN}}/{{secrets.TOKEN}}'],
        },
      },
    });
    expect(given).toEqual({
      header: `Bearer ${SECRET}`,
      bare: SECRET,
      prose: 'We keep secrets.TOKEN safe',
      list: [`${SECRET}/${SECRET}`],
    });
  });

  it('are put in once: a secret that looks like a placeholder stays as it is', async () => {
    const { given } = await work({ variables: { value: '{{secrets.CHAIN}}' } });
    expect(given).toBe('{{secrets.TOKEN}}');
  });

  it.each([
    { resultVariable: 'r' },
    { resultExpression: '={r: response, s: "x" + response}' },
    { errorExpression: '=bpmnError("E " + response, response, {r: response})' },
    { errorExpression: '=jobError(response, {r: response})' },
    { errorExpression: '=ignoreError({r: response})' },
  ])('do not come back when the other side answers with them: %j', async (headers) => {
    const { outcome } = await work({ headers, variables: { value: '{{secrets.TOKEN}}' } });
    expect(stringifyJson({ ...outcome })).toContain('***');
    expect(stringifyJson({ ...outcome })).not.toMatch(/p@ss/);
  });

  it('fail the job when missing, before validation and without running', async () => {
    const { outcome, calls } = await work({ variables: { value: '{{secrets.ABSENT}}' } });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/SECRET_NOT_FOUND: Secret ABSENT/),
    });
    expect(calls).toBe(0);
  });

  it('are only looked for in the inputs of the connector', async () => {
    const { outcome } = await work({ variables: { value: 1, comment: '{{secrets.ABSENT}}' } });
    expect(outcome.kind).toBe('complete');
  });

  it('are refused when the connector may not use them', async () => {
    const options = {
      secrets: { provider: createStaticSecrets({ TOKEN: SECRET }), allowed: { 'acme:work:1': ['OTHER'] } },
    };
    const { outcome, calls } = await work({ variables: { value: '{{secrets.TOKEN}}' }, options });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/TOKEN is not allowed/),
    });
    expect(calls).toBe(0);
  });

  it('are tried again when their provider fails', async () => {
    const options = { secrets: { provider: { getSecret: () => Promise.reject(new Error('vault sealed')) } } };
    const { outcome, log } = await work({ variables: { value: '{{secrets.TOKEN}}' }, options });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 2,
      errorMessage: expect.stringMatching(/^SECRETS_UNAVAILABLE/),
    });
    expect(stringifyJson(outcome)).not.toContain('vault sealed');
    expect(log).toContain('vault sealed');
  });

  it('count where the model names them: what data contains is left unchanged, and logged', async () => {
    const value = { token: '{{secrets.TOKEN}}', comment: 'secrets.TOKEN', rest: '{{secrets.ABSENT}}' };
    const models = () => modelOf({ 'value.token': '="{{secrets.TOKEN}}"', 'value.comment': '=comment' });
    const { given, log } = await work({ variables: { value }, models });
    expect(given).toEqual({ ...value, token: SECRET });
    expect(log).toContain('"variables":["value"]');
  });

  it('wait for the model, and leave the retries as they were when it does not come in time', async () => {
    const options = { maxJobDurationMs: 200 };
    const models = () => undefined;
    for (const [retries, left] of [
      [3, 3],
      [1, 1],
      [0, 1],
    ] as const) {
      const { outcome, calls } = await work({
        variables: { value: '{{secrets.TOKEN}}' },
        retries,
        models,
        options,
      });
      expect(outcome).toMatchObject({ kind: 'fail', retries: left, retryBackoffMs: 30_000 });
      expect(outcome).toHaveProperty('errorMessage', expect.stringMatching(/^PROCESS_MODEL_UNAVAILABLE: /));
      expect(calls).toBe(0);
    }
  });

  it('are an incident without a source of models, which is logged at the start; the scope any needs none', async () => {
    const secrets = { provider: createStaticSecrets({ TOKEN: SECRET }) };
    const variables = { value: '{{secrets.TOKEN}}' };
    const none = await work({ variables, models: 'none', options: { secrets } });
    expect(none.outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(none.outcome).toHaveProperty(
      'errorMessage',
      expect.stringMatching(/set `secrets\.models`.*scope: any/),
    );
    expect(none.log).toContain('No deployed model can be read');
    const options = { secrets: { ...secrets, scope: 'any' as const } };
    const any = await work({ variables, models: 'none', options });
    expect(any.given).toBe(SECRET);
    expect(any.log).toContain('secrets.scope is any');
    expect((await work({ variables: { value: 1 }, models: 'none' })).outcome.kind).toBe('complete');
  });

  it('appear in no message, variable, code or log of a failure, in no encoding', async () => {
    const base64 = Buffer.from(SECRET).toString('base64');
    const url = encodeURIComponent(SECRET);
    const run = async (_: unknown, { logger }: OperationContext) => {
      logger.info({ nested: { [SECRET]: [SECRET] }, error: new Error(SECRET) }, `calling with ${SECRET}`);
      throw new ConnectorError({
        code: `CODE_${SECRET}`,
        message: `${SECRET} ${base64} ${url}`,
        variables: { deep: [{ [SECRET]: `x${SECRET}` }] },
        cause: new Error(`cause ${SECRET}`),
      });
    };
    const { outcome, log } = await work({ run, variables: { value: '{{secrets.TOKEN}}' } });
    const all = stringifyJson(outcome) + log;
    for (const form of [SECRET, base64, url, JSON.stringify(SECRET).slice(1, -1)])
      expect(all).not.toContain(form);
    expect(all).toContain('calling with ***');
    expect(outcome).toMatchObject({ kind: 'fail', errorMessage: 'CODE_***: *** *** ***' });
  });
});

describe('context', () => {
  it('gives the facts of the job and a key that stays the same on each delivery', async () => {
    const seen: OperationContext[] = [];
    const connector = defineConnector({
      type: 'acme:work:1',
      name: 'Work',
      input: z.object({}),
      output: z.unknown(),
      run: async (_, context) => void seen.push(context),
    });
    const runtime = createConnectorRuntime({ connectors: [connector], idempotencyNamespace: 'prod:' });
    const job = createJob({ key: '42', headers: { other: 'x' } });
    await runtime.accept(job, createFakeChannel());
    await runtime.accept({ ...job, retries: 2 }, createFakeChannel());
    await runtime.accept(createJob(), createFakeChannel());
    const [first, second, third] = seen.map(({ idempotencyKey }) => idempotencyKey);
    expect(first).toMatch(/^prod:/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(seen[0]!.job).toMatchObject({
      key: '42',
      processInstanceKey: '100',
      elementId: 'task',
      retries: 3,
      headers: { other: 'x' },
    });
  });
});
