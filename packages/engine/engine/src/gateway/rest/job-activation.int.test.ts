import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { workModel } from '../../testing/gateway-models.ts';

let engine: EmbeddedEngine;
let id: string;
let count = 0;
const tenantId = '<default>';

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  id = `p${(count += 1)}`;
  const resources = [{ name: 'p.bpmn', content: workModel(id) }];
  expectOk(await engine.core.deploy({ resources, tenantId }));
});

const create = (variables = {}) =>
  expectOk(engine.core.createInstance({ bpmnProcessId: id, version: -1, variables, tenantId }));
const request = (more: object = {}) => ({
  type: `${id}-work`,
  worker: 'w',
  timeout: 60_000,
  maxJobsToActivate: 1,
  requestTimeout: 15_000,
  ...more,
});
const send = (path: string, body: object, signal?: AbortSignal) =>
  fetch(`${engine.restAddress}/v2/jobs/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
const activate = async (more: object = {}) => {
  const response = await send('activation', request(more));
  return { status: response.status, text: await response.text() };
};
const jobs = async (more: object = {}) =>
  (JSON.parse((await activate(more)).text) as { jobs: { jobKey: string; retries: number }[] }).jobs;

/** A poll on a connection of its own, which has reached the engine. */
async function openPoll(): Promise<Socket> {
  const { port } = new URL(engine.restAddress);
  const body = JSON.stringify(request());
  const reached = new Promise<void>((resolve) => {
    const onJobAvailable = engine.core.onJobAvailable.bind(engine.core);
    vi.spyOn(engine.core, 'onJobAvailable').mockImplementationOnce((...args) => {
      resolve();
      return onJobAvailable(...args);
    });
  });
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    `POST /v2/jobs/activation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await reached;
  return socket;
}

describe('jobs', () => {
  test('are given with what the API says of them, and big integers keep their digits', async () => {
    const { processInstanceKey } = create({ big: 9007199254740993n });
    const { status, text } = await activate();
    expect(status).toBe(200);
    expect(text).toContain('"variables":{"big":9007199254740993}');
    expect(JSON.parse(text)).toEqual({
      jobs: [
        {
          type: `${id}-work`,
          processDefinitionId: id,
          processDefinitionVersion: 1,
          elementId: 'work',
          customHeaders: { operation: 'go' },
          worker: 'w',
          retries: 3,
          deadline: expect.any(Number),
          variables: expect.anything(),
          tenantId,
          physicalTenantId: 'default',
          jobLeaseToken: null,
          jobKey: expect.stringMatching(/^\d+$/),
          processInstanceKey,
          processDefinitionKey: expect.stringMatching(/^\d+$/),
          elementInstanceKey: expect.stringMatching(/^\d+$/),
          kind: 'BPMN_ELEMENT',
          listenerEventType: 'UNSPECIFIED',
          userTask: null,
          tags: [],
          businessId: null,
          rootProcessInstanceKey: null,
          priority: 0,
        },
      ],
    });
  });

  test('reach a poll that waits', async () => {
    const waiting = jobs();
    create();
    expect(await waiting).toHaveLength(1);
  });

  test('that are not there end a poll with its time, or at once', async () => {
    expect(await jobs({ requestTimeout: 20 })).toEqual([]);
    expect(await jobs({ requestTimeout: -1 })).toEqual([]);
  });

  test.each([
    ['type', { type: '' }, 'No type provided.'],
    ['timeout', { timeout: 0 }, "The value for timeout is '0' but must be greater than 0."],
    ['number', { maxJobsToActivate: undefined }, 'No maxJobsToActivate provided.'],
    ['tenant', { tenantIds: ['acme'] }, 'multi-tenancy is disabled'],
  ])('are not given without a valid %s', async (_, wrong, detail) => {
    const { status, text } = await activate(wrong);
    expect(status).toBe(400);
    expect(text).toContain(detail);
  });

  test('are not given to a client that has closed its connection', async () => {
    const stop = new AbortController();
    const gone = send('activation', request(), stop.signal);
    const socket = await openPoll();
    stop.abort();
    await expect(gone).rejects.toThrow();
    socket.destroy();
    // The engine sees the end of both connections before the next one.
    expect(await jobs({ requestTimeout: -1 })).toEqual([]);
    create();
    expect(await jobs()).toMatchObject([{ retries: 3 }]);
  });

  test('come back at once when the client closes its connection as it gets them', async () => {
    const socket = await openPoll();
    const { processInstanceKey } = create();
    // The engine has not seen the end of the connection when it sends the job.
    socket.destroy();
    expect(await jobs()).toMatchObject([{ processInstanceKey, retries: 3 }]);
  });

  test.each([
    ['', 0],
    [', although the engine looks late', 150],
  ])(
    'come back at once when the client closes its connection without reading them to their end%s',
    async (_, busyMs) => {
      const socket = await openPoll();
      socket.pause();
      const { processInstanceKey } = create({ text: 'x'.repeat(1_000_000) });
      const stateOf = () =>
        engine.core.jobs().find((job) => job.processInstanceKey === processInstanceKey)?.state;
      await new Promise((resolve) => setImmediate(resolve));
      expect(stateOf()).toBe('ACTIVATED');
      socket.destroy();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs);
      expect(await jobs()).toMatchObject([{ processInstanceKey, retries: 3 }]);
    },
  );
});

describe('a job', () => {
  const takeJob = async () => {
    create();
    return (await jobs())[0]?.jobKey ?? '';
  };
  const settle = async (path: string, body: object = {}) => {
    const response = await send(path, body);
    return response.status === 204 ? 204 : ((await response.json()) as object);
  };

  test('is completed, once', async () => {
    const key = await takeJob();
    expect(await settle(`${key}/completion`, { variables: { done: true } })).toBe(204);
    expect(await settle(`${key}/completion`)).toMatchObject({ status: 404, title: 'NOT_FOUND' });
  });

  test('fails with retries, and then without, which is an incident', async () => {
    const key = await takeJob();
    expect(await settle(`${key}/failure`, { retries: 2, errorMessage: 'later' })).toBe(204);
    expect(await jobs()).toMatchObject([{ jobKey: key, retries: 2 }]);
    expect(await settle(`${key}/failure`, { errorMessage: 'never' })).toBe(204);
    expect(await settle(`${key}/failure`)).toMatchObject({ status: 409, title: 'INVALID_STATE' });
  });

  test('throws a BPMN error', async () => {
    const key = await takeJob();
    expect(await settle(`${key}/error`, {})).toMatchObject({ status: 400 });
    expect(await settle(`${key}/error`, { errorCode: 'E1', variables: { reason: 'r' } })).toBe(204);
  });
});

test('a job with a lease is settled with its token alone', async () => {
  create();
  const [job] = JSON.parse((await activate({ withLease: true })).text).jobs;
  const { jobKey, jobLeaseToken } = job;
  for (const body of [{}, { jobLeaseToken: 'stale' }])
    for (const path of ['completion', 'failure', 'error'])
      expect((await send(`${jobKey}/${path}`, { errorCode: 'e', ...body })).status).toBe(409);
  const update = (body: object) =>
    fetch(`${engine.restAddress}/v2/jobs/${jobKey}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changeset: { priority: 3 }, ...body }),
    });
  expect((await update({ jobLeaseToken: 'stale' })).status).toBe(409);
  expect((await update({})).status).toBe(204);
  expect((await send(`${jobKey}/completion`, { jobLeaseToken, businessId: 'order-1' })).status).toBe(204);
});
