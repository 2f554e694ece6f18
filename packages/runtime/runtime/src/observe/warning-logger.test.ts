import { ConnectorError, defineConnector } from '@jobwright/connector-sdk';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type ClusterAdapter, createConnectorRuntime, startConnectors } from '../index.ts';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { warningLogger } from './warning-logger.ts';

function readStandardError() {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  onTestFinished(() => spy.mockRestore());
  return lines;
}

const failing = defineConnector({
  type: 'acme:work:1',
  name: 'Work',
  input: z.object({}),
  output: z.unknown(),
  run: () => Promise.reject(new ConnectorError({ code: 'NO_STOCK', message: 'There is no stock' })),
});

async function runJob(options: { readonly logger?: Console }) {
  let runtime: ReturnType<typeof createConnectorRuntime> | undefined;
  const cluster: ClusterAdapter = {
    kind: 'fake',
    connectTimeoutMs: 1_000,
    start(given) {
      const started = createConnectorRuntime(given);
      runtime = started;
      const close = () => started.drain({ timeoutMs: 0 });
      return Promise.resolve({ runtime: started, isConnected: true, close });
    },
  };
  const workers = await startConnectors({ connectors: [failing], clusters: [cluster], ...options });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  await runtime?.accept(createJob({ key: '7' }), createFakeChannel());
}

test('without a logger, a connector that fails is seen on standard error', async () => {
  const lines = readStandardError();
  await runJob({});
  expect(lines).toEqual([
    expect.stringMatching(/^jobwright error: .* jobKey=7 jobType=acme:work:1 .*There is no stock.*\n$/),
  ]);
});

test('with a logger, nothing is written', async () => {
  const lines = readStandardError();
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await runJob({ logger: console });
  expect(lines).toEqual([]);
  expect(error).toHaveBeenCalledOnce();
});

test('a line stays a line, and what cannot be shown does not break it', () => {
  const lines = readStandardError();
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  warningLogger.info({}, 'not shown');
  warningLogger.error({ circle, n: 1n, text: 'two\nlines', error: new Error('broken') }, 'It\nfailed');
  expect(lines).toEqual([
    'jobwright error: It failed circle=(cannot be shown) n=(cannot be shown) text="two\\nlines" error="broken"\n',
  ]);
});
