import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createHttpClient, type HttpClientOptions } from '@jobwright/http-client';
import { listen } from '@jobwright/test-servers/vitest';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import { createRestPoll } from './rest-poll.ts';
import { createRestRequests } from '@jobwright/runtime/cluster';

const job = {
  type: 'acme:post:1',
  processDefinitionId: 'posts',
  processDefinitionVersion: 1,
  elementId: 'task',
  customHeaders: {},
  retries: 3,
  variables: {},
  tenantId: '<default>',
  jobKey: '1',
  processInstanceKey: '2',
  processDefinitionKey: '3',
  elementInstanceKey: '4',
};
const ANSWER = JSON.stringify({ jobs: [job] });
const request = {
  type: 'acme:post:1',
  worker: 'w',
  timeout: 60_000,
  fetchVariable: [],
  tenantIds: ['<default>'],
  maxJobsToActivate: 2,
  requestTimeout: 5_000,
};

function createPoll(
  address: string,
  { onKey, ...options }: HttpClientOptions & { readonly onKey?: (key: string) => void } = {},
) {
  const client = createHttpClient(options);
  onTestFinished(() => client.close());
  const http = { client: () => Promise.resolve(client) };
  const credentials = { getHeaders: () => ({}), refuse: () => undefined };
  const poll = createRestPoll(createRestRequests({ address, http, credentials }));
  return async (call: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {}) => {
    const jobs: GatewayJob[] = [];
    const onJob = (job: GatewayJob): void => {
      jobs.push(job);
      onKey?.(job.key);
    };
    await poll(request, { timeoutMs: 10_000, ...call, onJob });
    return jobs.map(({ key }) => key);
  };
}

/** A gateway that keeps each poll, and what it has kept. */
async function openGateway(listener?: RequestListener) {
  const kept: ServerResponse[] = [];
  const server = createServer(listener ?? ((_request, response) => void kept.push(response)));
  const { port } = await listen(server);
  const polled = (count: number) => vi.waitFor(() => expect(kept).toHaveLength(count), { interval: 5 });
  return { kept, polled, server, port, poll: createPoll(`http://127.0.0.1:${port}`) };
}

function blockEventLoop(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end);
}

describe('a poll that is given up', () => {
  test('ends its connection and brings nothing', async () => {
    const { kept, polled, poll } = await openGateway();
    const stop = new AbortController();
    const ended = poll({ signal: stop.signal });
    await polled(1);
    const closed = new Promise((resolve) => kept[0]?.once('close', resolve));
    stop.abort();
    expect(await ended).toEqual([]);
    await closed;
  });

  test('before it was sent is not sent', async () => {
    const { kept, poll } = await openGateway();
    expect(await poll({ signal: AbortSignal.abort() })).toEqual([]);
    expect(kept).toEqual([]);
  });

  test('brings the jobs of an answer that has begun', async () => {
    const { kept, polled, poll } = await openGateway();
    const stop = new AbortController();
    const ended = poll({ signal: stop.signal });
    await polled(1);
    kept[0]?.write(ANSWER.slice(0, 10));
    // The headers are read before the timer.
    await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    kept[0]?.end(ANSWER.slice(10));
    expect(await ended).toEqual(['1']);
  });

  test('brings the jobs of an answer that arrived while the process was busy', async () => {
    const { kept, polled, poll } = await openGateway();
    const stop = new AbortController();
    const ended = poll({ signal: stop.signal });
    await polled(1);
    kept[0]?.end(ANSWER);
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    blockEventLoop(20);
    expect(await ended).toEqual(['1']);
  });
});

describe('a poll', () => {
  test('without an answer ends with its time', async () => {
    const { poll } = await openGateway();
    await expect(poll({ timeoutMs: 50 })).rejects.toMatchObject({ failure: 'timeout', grpcStatus: 4 });
  });

  test('that took too long still brings what the engine gives it, to be run or given back', async () => {
    const { kept, polled, port } = await openGateway();
    const keys: string[] = [];
    const poll = createPoll(`http://127.0.0.1:${port}`, { onKey: (key) => keys.push(key) });
    await expect(poll({ timeoutMs: 50 })).rejects.toMatchObject({ failure: 'timeout' });
    await polled(1);
    expect(kept[0]?.closed).toBe(false);
    kept[0]?.end(ANSWER);
    await vi.waitFor(() => expect(keys).toEqual(['1']));
  });

  test('whose connection is closed is sent once more at once, but not a third time', async () => {
    let polls = 0;
    const { poll } = await openGateway(({ socket }, response) => {
      polls += 1;
      if (polls === 1 || polls > 2) socket.destroy();
      else response.end(ANSWER);
    });
    expect(await poll()).toEqual(['1']);
    await expect(poll()).rejects.toMatchObject({ failure: 'unreachable' });
    expect(polls).toBe(4);
  });

  test('goes to the new address of a gateway that was replaced', async () => {
    const first = await openGateway((_request, response) => void response.end(ANSWER));
    const addresses = ['127.0.0.1'];
    const second = createServer((_request, response) => void response.end('{"jobs":[]}'));
    const poll = createPoll(`http://gateway.test:${first.port}`, {
      resolveName: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 as const }))),
    });
    expect(await poll()).toEqual(['1']);
    first.server.closeAllConnections();
    await new Promise((resolve) => first.server.close(resolve));
    await new Promise<void>((resolve) => second.listen(first.port, '127.0.0.2', resolve));
    onTestFinished(() => {
      second.closeAllConnections();
      second.close();
    });
    addresses[0] = '127.0.0.2';
    expect(await poll()).toEqual([]);
  });

  test.each([
    ['another page', '<html>', 'is not a list of jobs'],
    ['too much', `{"jobs":[],"x":"${'x'.repeat(16_000_000)}"}`, 'has more than 15728640 bytes'],
  ])('that gets %s fails, and may be tried again', async (_, body, message) => {
    const { poll } = await openGateway((_request, response) => void response.end(body));
    await expect(poll()).rejects.toMatchObject({
      failure: 'unexpected',
      grpcStatus: 13,
      message: expect.stringContaining(message),
    });
  });
});
