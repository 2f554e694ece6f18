import { createConnectorHarness, runConnector, type RunOptions } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { describe, expect, test } from 'vitest';
import { slack } from './connector.ts';
import { connectionTo, isAuthorized, secrets, startService } from './testing/service.ts';

const options: RunOptions = {
  headers: { operation: 'postMessage', resultVariable: 'result' },
  secrets,
};
const inputFor = (url: string) => ({ connection: connectionTo(url), channel: 'C1', text: 'Hello' });
const SENT = { method: 'POST', url: '/chat.postMessage', body: '{"channel":"C1","text":"Hello"}' };
const REPLY = { body: '{"ok": true, "channel": "C1", "ts": "42.1"}' };
const OUTPUT = { channel: 'C1', ts: '42.1' };

describe('postMessage', () => {
  test('gives the service what the model says, and the answer to the process', async () => {
    const server = await startService(() => REPLY);
    const { outcome } = await runConnector(slack, inputFor(server.origin), options);
    expect(outcome).toEqual({ kind: 'complete', variables: { result: OUTPUT } });
    expect(server.requests).toMatchObject([SENT]);
    expect(server.requests.map(isAuthorized)).toEqual([true]);
  });

  test('sends the same idempotency key on every delivery of a job, and another for another job', async () => {
    const server = await startService(() => REPLY);
    const harness = createConnectorHarness(slack, { secrets });
    for (const jobKey of ['1', '1', '2']) {
      await harness.run(inputFor(server.origin), { ...options, jobKey });
    }
    await harness.close();
    const [first, again, other] = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(first).toBeTruthy();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('refuses wrong inputs before anything is sent', async () => {
    const { outcome } = await runConnector(slack, { connection: connectionTo('ftp://example.com') }, options);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/connection\.url: must start with http/) as string,
    });
  });

  test.each([
    [400, 'SLACK_REQUEST_REJECTED', 0],
    [401, 'SLACK_ACCESS_DENIED', 0],
    [404, 'SLACK_NOT_FOUND', 0],
    [408, 'SLACK_BUSY', 2],
    [429, 'SLACK_RATE_LIMITED', 3],
    [503, 'SLACK_UNAVAILABLE', 2],
  ])('an answer with %s is %s', async (status, code, retries) => {
    const server = await startService(() => ({ status, headers: { 'Retry-After': '7' }, body: '{}' }));
    const { outcome, logLines } = await runConnector(slack, inputFor(server.origin), options);
    expect(outcome).toMatchObject({ kind: 'fail', retries, variables: { error: { code } } });
    expect(outcome).toMatchObject(
      status === 429 ? { retryBackoffMs: expect.closeTo(7_350, -3) as number } : {},
    );
    expect(JSON.stringify(outcome) + logLines.join()).not.toContain('MARKER-s3cret');
  });

  test.each([
    ['channel_not_found', 'SLACK_NOT_FOUND', 0],
    ['no_text', 'SLACK_REQUEST_REJECTED', 0],
    ['internal_error', 'SLACK_UNAVAILABLE', 2],
    ['ratelimited', 'SLACK_RATE_LIMITED', 3],
  ])('200 with "ok": false and %s is %s', async (error, code, retries) => {
    const server = await startService(() => ({ body: JSON.stringify({ ok: false, error }) }));
    const { outcome } = await runConnector(slack, inputFor(server.origin), options);
    expect(outcome).toMatchObject({ kind: 'fail', retries, variables: { error: { code } } });
  });

  test('an answer it does not understand is not asked for again', async () => {
    const server = await startService(() => ({ body: '<html>' }));
    const { outcome } = await runConnector(slack, inputFor(server.origin), options);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'SLACK_ANSWER_UNKNOWN' } },
    });
  });

  test('reaches nothing that the network of whoever runs it closes', async () => {
    const server = await startService(() => REPLY);
    const { outcome } = await runConnector(slack, inputFor(server.origin), {
      ...options,
      network: createOutboundNetwork({ mode: 'hardened' }),
    });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'HTTP_BLOCKED' } },
    });
    expect(server.requests).toEqual([]);
  });

  test('stops when the job may no longer be worked on', async () => {
    const stop = new AbortController();
    const server = await startService(() => void stop.abort());
    const { outcome } = await runConnector(slack, inputFor(server.origin), {
      ...options,
      signal: stop.signal,
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 3 });
  });
});
