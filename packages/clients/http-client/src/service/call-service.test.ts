import { createResourceScope } from '@jobwright/concurrency';
import { ConnectorError, noTrace, openNetwork, silentLogger } from '@jobwright/connector-sdk';
import { startServer } from '@jobwright/test-servers/vitest';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { callService, type ServiceAnswer, type ServiceCall } from './call-service.ts';

const resources = createResourceScope();
afterAll(() => resources.close({ timeoutMs: 1_000 }));
const context = {
  ...{ signal: new AbortController().signal, network: openNetwork, resources, trace: noTrace },
  logger: silentLogger,
};
const failed = (code: string) => (answer: ServiceAnswer) =>
  new ConnectorError({ code, message: answer.request, variables: { body: answer.body } });
const failures = {
  statusError: failed('STATUS'),
  unknownError: (request: string) => new ConnectorError({ code: 'UNKNOWN', message: request }),
};
const answer = z.object({ id: z.string() });

async function call(reply: object, more: Partial<ServiceCall<typeof answer>> = {}) {
  const server = await startServer(() => reply);
  const request = {
    method: 'POST',
    url: `${server.origin}/a?key=s3cret`,
    json: { a: 1, b: undefined },
  } as const;
  const result = await callService({ request, failures, answer, ...more }, context);
  return { result, requests: server.requests };
}

test('sends JSON and gives what the schema needs of the answer', async () => {
  const { result, requests } = await call({ body: '{"id": "7", "more": 1}' });
  expect(result).toEqual({ id: '7' });
  expect(requests).toMatchObject([{ body: '{"a":1}', headers: { 'content-type': 'application/json' } }]);
});

test('an answer that says it failed is the failure that findFailure makes of it', async () => {
  const findFailure = ({ body }: ServiceAnswer) =>
    z.object({ ok: z.literal(false) }).safeParse(body).success
      ? new ConnectorError({ code: 'NOT_OK', message: 'said no' })
      : undefined;
  const denied = call({ body: '{"ok": false, "id": "7"}' }, { findFailure });
  await expect(denied).rejects.toMatchObject({ code: 'NOT_OK' });
  expect((await call({ body: '{"ok": true, "id": "7"}' }, { findFailure })).result).toEqual({ id: '7' });
});

test.each([
  [
    { status: 400, body: '{"why": "x"}' },
    { code: 'STATUS', variables: { body: { why: 'x' } } },
  ],
  [
    { status: 503, body: '<html>' },
    { code: 'STATUS', variables: { body: '<html>' } },
  ],
  [
    { status: 500, body: 'x'.repeat(200) },
    { code: 'STATUS', variables: { body: null } },
  ],
  [{ body: '<html>' }, { code: 'UNKNOWN' }],
  [{ body: '' }, { code: 'UNKNOWN' }],
  [{ body: '{"id": 7}' }, { code: 'UNKNOWN' }],
  [{ body: 'x'.repeat(200) }, { code: 'HTTP_RESPONSE_TOO_LARGE' }],
])('the answer %j is a failure, whose message has no query', async (reply, failure) => {
  const error: unknown = await call(reply, { maxBytes: 100 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject(failure);
  expect(String(error)).not.toContain('s3cret');
});

test('reads headers where the answer is there', async () => {
  const read = ({ headers }: ServiceAnswer) => ({ id: headers['x-id'] });
  expect((await call({ headers: { 'x-id': '9' } }, { read })).result).toEqual({ id: '9' });
});
