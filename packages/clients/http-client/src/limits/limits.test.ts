import { describe, expect, onTestFinished, test } from 'vitest';
import type { OriginLimits } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpClient } from '../create-http-client.ts';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import { catchFailure } from '../testing/catch-failure.ts';
import { createGate } from '../testing/gate.ts';
import { findClosedPort, startServer } from '@jobwright/test-servers/vitest';
import { createOriginGuard, type GuardClock } from './origin-guard.ts';

const newSignal = (): AbortSignal => new AbortController().signal;

/** A clock that goes on only when somebody sleeps. */
function createFakeClock(): GuardClock & { pass(ms: number): void } {
  let at = 0;
  return {
    now: () => at,
    sleep(ms) {
      at += ms;
      return Promise.resolve();
    },
    pass(ms) {
      at += ms;
    },
  };
}

function openClient(limits: OriginLimits): HttpClient {
  const client = createHttpClient({ network: createOutboundNetwork({ limits: { '*': limits } }) });
  onTestFinished(() => client.close());
  return client;
}

const get = (client: HttpClient, url: string, signal = newSignal()) =>
  client.send({ method: 'GET', url }, { signal });

describe('rate', () => {
  test('a burst, then one by one', async () => {
    const clock = createFakeClock();
    const guard = createOriginGuard({ requestsPerSecond: 10, burst: 3 }, clock);
    const times: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await guard.acquire(newSignal());
      times.push(clock.now());
    }
    expect(times).toEqual([0, 0, 0, 100, 200, 300]);
    clock.pass(10_000);
    await guard.acquire(newSignal());
    expect(clock.now()).toBe(10_300);
  });

  test('a request that gives up returns its slot', async () => {
    const clock = createFakeClock();
    const abort = new AbortController();
    const guard = createOriginGuard(
      { requestsPerSecond: 1, burst: 1 },
      { ...clock, sleep: () => Promise.reject(new Error('aborted')) },
    );
    await guard.acquire(newSignal());
    await expect(guard.acquire(abort.signal)).rejects.toThrow('aborted');
    clock.pass(1_000);
    await guard.acquire(newSignal());
  });

  test('more than may wait are turned away', async () => {
    const server = await startServer();
    const client = openClient({ requestsPerSecond: 0.001, burst: 1, maxQueued: 0 });
    await get(client, server.origin);
    const failure = await catchFailure(get(client, `${server.origin}/p?secret`));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_RATE_LIMITED' });
    expect('retryAfterMs' in failure && failure.retryAfterMs).toBeGreaterThan(0);
    expect(failure.message).toContain(`GET ${server.origin}/p: not sent`);
    expect(server.requests).toHaveLength(1);
  });

  test('the wait ends with the job', async () => {
    const server = await startServer();
    const client = openClient({ requestsPerSecond: 0.001, burst: 1 });
    await get(client, server.origin);
    const failure = await catchFailure(get(client, server.origin, AbortSignal.timeout(50)));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CANCELLED' });
  });
});

describe('requests at a time', () => {
  test('no more than allowed, until the response is read or cancelled', async () => {
    const [gate, full] = [createGate(), createGate()];
    const server = await startServer((_request, response) => {
      response.write('half');
      if (server.requests.length === 3) full.open();
      void gate.promise.then(() => response.end());
    });
    const client = openClient({ maxConcurrent: 3 });
    const first = await client.open({ method: 'GET', url: server.origin }, { signal: newSignal() });
    const others = [get(client, server.origin), get(client, server.origin)];
    await full.promise;
    const failure = await catchFailure(get(client, server.origin, AbortSignal.timeout(50)));
    expect(failure.code).toBe('HTTP_CANCELLED');
    expect(server.requests).toHaveLength(3);

    first.body.cancel();
    const next = get(client, server.origin);
    gate.open();
    expect((await Promise.all([...others, next])).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('clients of one network count together, another origin does not', async () => {
    const [gate, arrived] = [createGate(), createGate()];
    const server = await startServer((_request, response) => {
      arrived.open();
      void gate.promise.then(() => response.end());
    });
    const other = await startServer();
    const network = createOutboundNetwork({ limits: { '*': { maxConcurrent: 1, maxQueued: 0 } } });
    const clients = [createHttpClient({ network }), createHttpClient({ network })] as const;
    onTestFinished(() => Promise.all(clients.map((client) => client.close())).then(() => undefined));
    const first = get(clients[0], server.origin);
    await arrived.promise;
    expect((await catchFailure(get(clients[1], server.origin))).code).toBe('HTTP_RATE_LIMITED');
    expect((await get(clients[1], other.origin)).status).toBe(200);
    gate.open();
    await first;
  });

  test('a failure gives the place back', async () => {
    const port = await findClosedPort();
    const client = openClient({ maxConcurrent: 1 });
    for (let round = 0; round < 3; round += 1) {
      const failure = await catchFailure(get(client, `http://127.0.0.1:${port}/`));
      expect(failure.code).toBe('HTTP_CONNECTION_REFUSED');
    }
  });
});

describe('circuit breaker', () => {
  test('opens after failures in a row, lets one request probe, closes when it succeeds', async () => {
    const clock = createFakeClock();
    const guard = createOriginGuard({ circuitBreaker: { failures: 3, openMs: 1_000 } }, clock);
    const go = async (outcome: 'healthy' | 'unhealthy' | 'unknown') => {
      const permit = await guard.acquire(newSignal());
      permit.settle(outcome);
      permit.release();
    };
    for (const outcome of [
      'unhealthy',
      'unhealthy',
      'healthy',
      'unhealthy',
      'unhealthy',
      'unknown',
    ] as const) {
      await go(outcome);
    }
    await go('unhealthy');
    await expect(go('healthy')).rejects.toMatchObject({ code: 'CIRCUIT_OPEN', retryAfterMs: 1_000 });
    clock.pass(999);
    await expect(go('healthy')).rejects.toMatchObject({ retryAfterMs: 1 });

    clock.pass(1);
    const probe = await guard.acquire(newSignal());
    await expect(go('healthy')).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    probe.settle('unhealthy');
    await expect(go('healthy')).rejects.toMatchObject({ retryAfterMs: 1_000 });

    clock.pass(1_000);
    const cancelled = await guard.acquire(newSignal());
    cancelled.settle('unknown');
    const next = await guard.acquire(newSignal());
    next.settle('healthy');
    await go('healthy');
  });

  test('requests that were sent before it opened do not close it', async () => {
    const guard = createOriginGuard({ circuitBreaker: { failures: 1, openMs: 1_000 } }, createFakeClock());
    const [early, late] = [await guard.acquire(newSignal()), await guard.acquire(newSignal())];
    early.settle('unhealthy');
    late.settle('healthy');
    await expect(guard.acquire(newSignal())).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
  });

  test.each([500, 503])('answers of %i and connections that fail count, others do not', async (status) => {
    let current = 404;
    const server = await startServer((_request, response) => response.writeHead(current).end());
    const client = openClient({ circuitBreaker: { failures: 2, openMs: 60_000 } });
    for (let round = 0; round < 5; round += 1) expect((await get(client, server.origin)).status).toBe(404);
    current = status;
    await get(client, server.origin);
    await get(client, server.origin);
    const failure = await catchFailure(get(client, server.origin));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'HTTP_CIRCUIT_OPEN' });
    expect('retryAfterMs' in failure && failure.retryAfterMs).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(7);

    const closed = `http://127.0.0.1:${await findClosedPort()}/`;
    const codes = [];
    for (let round = 0; round < 3; round += 1) codes.push((await catchFailure(get(client, closed))).code);
    expect(codes).toEqual(['HTTP_CONNECTION_REFUSED', 'HTTP_CONNECTION_REFUSED', 'HTTP_CIRCUIT_OPEN']);
  });
});

test('without limits no request waits', async () => {
  const server = await startServer();
  const client = openClient({});
  await Promise.all(Array.from({ length: 50 }, () => get(client, server.origin)));
  expect(server.requests).toHaveLength(50);
});
