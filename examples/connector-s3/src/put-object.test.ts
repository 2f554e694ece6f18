import { createTestDocuments, runConnector, type RunOptions } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { describe, expect, test } from 'vitest';
import { s3 } from './connector.ts';
import { connectionTo, isAuthorized, secrets, startService } from './testing/service.ts';

const documents = createTestDocuments();
const document = await documents.add(Buffer.from([0, 255, 10]), { contentType: 'image/png' });
const options: RunOptions = {
  documents: documents.store,
  headers: { operation: 'putObject', resultVariable: 'result' },
  secrets,
};
const inputFor = (url: string) => ({ connection: connectionTo(url), key: 'a b/ü.png', document });
const SENT = {
  method: 'PUT',
  url: '/a%20b/%C3%BC.png',
  bytes: Buffer.from([0, 255, 10]),
  headers: { 'content-length': '3', 'content-type': 'image/png' },
};
const REPLY = { headers: { ETag: '"42"' } };
const OUTPUT = { etag: '"42"' };

describe('putObject', () => {
  test('gives the service what the model says, and the answer to the process', async () => {
    const server = await startService(() => REPLY);
    const { outcome } = await runConnector(s3, inputFor(server.origin), options);
    expect(outcome).toEqual({ kind: 'complete', variables: { result: OUTPUT } });
    expect(server.requests).toMatchObject([SENT]);
    expect(server.requests.map(isAuthorized)).toEqual([true]);
  });

  test('refuses wrong inputs before anything is sent', async () => {
    const { outcome } = await runConnector(s3, { connection: connectionTo('ftp://example.com') }, options);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringMatching(/connection\.url: must start with http/) as string,
    });
  });

  test.each([
    [400, 'S3_REQUEST_REJECTED', 0],
    [401, 'S3_ACCESS_DENIED', 0],
    [404, 'S3_NOT_FOUND', 0],
    [408, 'S3_BUSY', 2],
    [429, 'S3_RATE_LIMITED', 3],
    [503, 'S3_UNAVAILABLE', 2],
  ])('an answer with %s is %s', async (status, code, retries) => {
    const server = await startService(() => ({ status, headers: { 'Retry-After': '7' }, body: '{}' }));
    const { outcome, logLines } = await runConnector(s3, inputFor(server.origin), options);
    expect(outcome).toMatchObject({ kind: 'fail', retries, variables: { error: { code } } });
    expect(outcome).toMatchObject(
      status === 429 ? { retryBackoffMs: expect.closeTo(7_350, -3) as number } : {},
    );
    expect(JSON.stringify(outcome) + logLines.join()).not.toContain('MARKER-s3cret');
  });

  test('an answer it does not understand is not asked for again', async () => {
    const server = await startService(() => ({ body: '<html>' }));
    const { outcome } = await runConnector(s3, inputFor(server.origin), options);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'S3_ANSWER_UNKNOWN' } },
    });
  });

  test('reaches nothing that the network of whoever runs it closes', async () => {
    const server = await startService(() => REPLY);
    const { outcome } = await runConnector(s3, inputFor(server.origin), {
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

  test.each(['../x', 'a//b'])('refuses the key %s, which leads elsewhere', async (key) => {
    const server = await startService(() => REPLY);
    const { outcome } = await runConnector(s3, { ...inputFor(server.origin), key }, options);
    expect(outcome).toMatchObject({ kind: 'fail', variables: { error: { code: 'INPUT_INVALID' } } });
    expect(server.requests).toEqual([]);
  });

  test('stops when the job may no longer be worked on', async () => {
    const stop = new AbortController();
    const server = await startService(() => void stop.abort());
    const { outcome } = await runConnector(s3, inputFor(server.origin), {
      ...options,
      signal: stop.signal,
    });
    expect(outcome).toMatchObject({ kind: 'fail', retries: 3 });
  });
});
