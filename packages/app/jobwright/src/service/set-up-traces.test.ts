import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { silentLogger } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { setUpTraces } from './set-up-traces.ts';

test('the collector goes through the proxy of the network, whatever its rules say', async () => {
  const received: string[] = [];
  const collector = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => response.end());
  });
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(String(request.url));
    const upstream = connect((collector.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  for (const server of [collector, proxy]) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
  }
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const network = createOutboundNetwork({ mode: 'hardened', deny: ['*'], proxies: { http: { url } } });
  const traces = { endpoint: 'http://collector.internal:4318', serviceName: 'test', writeVariable: false };

  const end = await setUpTraces(traces, { network, logger: silentLogger });
  trace.getTracer('test').startSpan('a job').end();
  await end();
  trace.disable();
  expect(asked).toEqual(['collector.internal:4318']);
  expect(received).toEqual(['POST /v1/traces']);
});

test.each(['never answers', 'refuses', 'cuts the connection'] as const)(
  'a collector that %s holds up neither jobs nor the end',
  async (deed) => {
    let asked = 0;
    let closed = 0;
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (_: object, message: string) => void warnings.push(message) };
    const collector = createServer((request, response) => {
      asked += 1;
      request.on('close', () => (closed += 1));
      if (deed === 'refuses') response.writeHead(500).end();
      if (deed === 'cuts the connection') request.destroy();
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      collector.closeAllConnections();
      collector.close();
    });
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const end = await setUpTraces(
      { endpoint, serviceName: 'test', writeVariable: false },
      { network: createOutboundNetwork({}), logger, endMs: 500 },
    );
    onTestFinished(() => trace.disable());
    for (let count = 0; count < 5_000; count += 1) trace.getTracer('test').startSpan('a job').end();
    await end();
    expect(asked).toBeGreaterThan(0);
    // What the end does not wait for is lost, and told.
    expect(warnings.at(-1)).toBe('The last traces could not be sent');
    if (deed === 'never answers') expect(closed).toBe(0);
  },
);
