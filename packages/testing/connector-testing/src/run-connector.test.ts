import { defineResource } from '@jobwright/concurrency';
import { ConnectorError, defineConnector, RetryableError } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConnectorHarness, type RunOptions, runConnector } from './run-connector.ts';

let opened = 0;
const client = defineResource<string, object>({
  toKey: String,
  open: () => ({ number: (opened += 1) }),
  close: () => {},
});

const call = defineConnector({
  type: 'acme:call:1',
  name: 'Call',
  input: z.object({
    token: z.string().meta({ title: 'Token' }),
    fail: z.enum(['never', 'always', 'hang']).default('never').meta({ title: 'Fail' }),
  }),
  output: z.object({ length: z.number(), key: z.string() }),
  run: ({ token, fail }, { resources, idempotencyKey, logger, signal }) =>
    client.use(resources, 'one', async () => {
      logger.info({ token }, 'Calling');
      if (fail === 'hang')
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      signal.throwIfAborted();
      if (fail === 'always') throw new RetryableError({ code: 'BUSY', message: `no luck with ${token}` });
      return { length: token.length, key: idempotencyKey };
    }),
});

describe('runConnector', () => {
  it('goes the whole way: secrets, validation, result', async () => {
    const { outcome, logLines } = await runConnector(
      call,
      { token: '{{secrets.TOKEN}}' },
      { secrets: { TOKEN: 't0ken' }, headers: { resultExpression: '={size: length}' } },
    );
    expect(outcome).toEqual({ kind: 'complete', variables: { size: 5 } });
    expect(logLines.join()).toContain('Calling');
    expect(logLines.join()).not.toContain('t0ken');
  });

  it('takes the variables for the model unless that is given: then data is data', async () => {
    const run = async (token: string, model?: Readonly<Record<string, string>>) => {
      const options = { secrets: { TOKEN: 't0ken' }, headers: { resultExpression: '={size: length}' } };
      const { outcome } = await runConnector(call, { token }, { ...options, ...(model && { model }) });
      return outcome.variables.size;
    };
    expect(await run('={{secrets.TOKEN}}')).toBe(6);
    expect(await run('{{secrets.TOKEN}}', { token: '="{{secrets.TOKEN}}"' })).toBe(5);
    expect(await run('{{secrets.TOKEN}}', { token: '=customer.comment' })).toBe(17);
    expect(await run('{{secrets.TOKEN}}', { other: '{{secrets.TOKEN}}' })).toBe(17);
  });

  it('evaluates expressions by a clock and a FEEL of the test', async () => {
    const headers = { resultExpression: '={at: now(), blank: is blank("")}' };
    const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), timeZone: 'Europe/Berlin' };
    const run = (expressions: NonNullable<RunOptions['expressions']>) =>
      runConnector(call, { token: 'x' }, { headers, expressions });
    expect((await run({ clock })).outcome.variables).toEqual({
      at: '2026-01-02T04:04:05+01:00',
      blank: true,
    });
    expect((await run({ clock, version: '8.6' })).outcome.variables).toMatchObject({ blank: null });
  });

  it('gives the failure the engine would get, its variables parsed', async () => {
    const { outcome } = await runConnector(call, { token: 'x', fail: 'always' }, { retries: 2 });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 1, variables: { error: { code: 'BUSY' } } });
  });

  it('takes two runs with one job key for two deliveries of one job', async () => {
    const keyOf = async (jobKey: string) => {
      const { outcome } = await runConnector(
        call,
        { token: 'x' },
        { jobKey, headers: { resultExpression: '={key: key}' } },
      );
      return outcome.variables.key;
    };
    expect(await keyOf('7')).toBe(await keyOf('7'));
    expect(await keyOf('8')).not.toBe(await keyOf('7'));
  });

  it('hands the job back when the signal ends it, and fails it when its time is over', async () => {
    const signal = AbortSignal.timeout(50);
    const handedBack = await runConnector(call, { token: 'x', fail: 'hang' }, { signal });
    expect(handedBack.outcome).toMatchObject({
      kind: 'fail',
      retries: 3,
      errorMessage: expect.stringMatching(/^Handed back/),
    });
    const timedOut = await runConnector(call, { token: 'x', fail: 'hang' }, { timeoutMs: 50 });
    expect(timedOut.outcome).toMatchObject({
      kind: 'fail',
      retries: 2,
      errorMessage: expect.stringMatching(/^JOB_TIMEOUT/),
    });
  });

  it('gives back the documents a connector makes', async () => {
    const write = defineConnector({
      type: 'acme:write:1',
      name: 'Write',
      input: z.object({}),
      output: z.unknown(),
      run: (_, { documents, signal }) =>
        documents.create(
          { content: Buffer.from('hi'), fileName: 'a.txt', contentType: 'text/plain' },
          { signal },
        ),
    });
    const { outcome, documents } = await runConnector(write, {});
    expect(outcome.variables.result).toMatchObject({
      'camunda.document.type': 'camunda',
      metadata: { size: 2 },
    });
    expect(documents).toHaveProperty('open');
  });
});

describe('createConnectorHarness', () => {
  it('runs several jobs through the same pool', async () => {
    opened = 0;
    const harness = createConnectorHarness(call);
    await harness.run({ token: 'a' });
    await harness.run({ token: 'b' });
    await harness.close();
    expect(opened).toBe(1);
  });

  it('tells what is wrong of a connector that gives up', async () => {
    const refuse = defineConnector({
      type: 'acme:refuse:1',
      name: 'Refuse',
      input: z.object({}),
      output: z.unknown(),
      run: () => Promise.reject(new ConnectorError({ code: 'NO', message: 'No' })),
    });
    const harness = createConnectorHarness(refuse);
    expect((await harness.run({})).outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: 'NO: No',
    });
    await harness.close();
  });
});
