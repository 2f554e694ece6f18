import {
  createMemoryJobMarks,
  type StartConnectorsOptions,
  OptionsError,
  startConnectors,
} from '../index.ts';
import { defineConnector } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';

const connector = defineConnector({
  type: 'acme:work:1',
  name: 'Work',
  input: z.object({}),
  output: z.unknown(),
  run: () => Promise.resolve(),
});
let starts = 0;
const cluster = {
  kind: 'fake',
  connectTimeoutMs: 1_000,
  start: () => {
    starts += 1;
    return Promise.reject(new Error('The cluster was called'));
  },
};
const foreign = { type: 'acme:old:1', [Symbol.for('jobwright.connector')]: 99 };
const valid = { connectors: [connector], clusters: [cluster] };

/** As JavaScript calls it, without types. */
const call = async (options: unknown): Promise<readonly string[]> => {
  starts = 0;
  const error: unknown = await startConnectors(options as StartConnectorsOptions).catch(
    (thrown: unknown) => thrown,
  );
  expect(starts).toBe(0);
  if (!(error instanceof OptionsError)) throw error;
  return error.mistakes;
};

test.each<readonly [string, unknown, RegExp]>([
  [
    'none',
    undefined,
    /^they must be an object: startConnectors\(\{ connectors: \[httpRest\], clusters: \[camunda8\(\)\] \}\)/,
  ],
  ['no cluster', { connectors: [connector] }, /^clusters is missing: write startConnectors\(/],
  [
    'an empty list of clusters',
    { ...valid, clusters: [] },
    /^clusters must have at least one cluster: write clusters: \[camunda8\(\)\]/,
  ],
  [
    'settings for a cluster',
    { ...valid, clusters: [{ url: 'x' }] },
    /^clusters .* entry 0 must be a cluster, such as camunda8\(\)/,
  ],
  ['a connector without a list', { ...valid, connectors: connector }, /^connectors .*put it into \[ \]/],
  [
    'a job type as a connector',
    { ...valid, connectors: ['io.camunda:http-json:1'] },
    /^connectors .* entry 0 is a text: import the connector itself/,
  ],
  [
    'something else as a connector',
    { ...valid, connectors: [{}] },
    /^connectors .* entry 0 is a value of type object: import it, or make it with defineConnector/,
  ],
  [
    'a connector of another generation',
    { ...valid, connectors: [foreign] },
    /\(acme:old:1\) was made by a version/,
  ],
  [
    'a connector twice',
    { ...valid, connectors: [connector, connector] },
    /Two connectors have the job type acme:work:1: leave one of them out/,
  ],
  [
    'secrets as an object of texts',
    { ...valid, secrets: { TOKEN: 'hidden' } },
    /^secrets has no provider: write secrets: \{ provider: createStaticSecrets\(\{ TOKEN: '...' \}\) \}/,
  ],
  [
    'a provider as secrets',
    { ...valid, secrets: { getSecret: () => 'hidden' } },
    /^secrets has no provider: write secrets: \{ provider: ... \}/,
  ],
  [
    'a provider without a function',
    { ...valid, secrets: { provider: { TOKEN: 'hidden' } } },
    /^secrets \.provider must be .*it has no function getSecret/,
  ],
  [
    'an unknown scope of secrets',
    { ...valid, secrets: { provider: { getSecret: () => 'x' }, scope: 'all' } },
    /^secrets \.scope must be one of 'model', 'any'/,
  ],
  ['a misspelt option', { ...valid, secret: {} }, /^secret is not an option: did you mean secrets\?/],
  [
    'a text as a logger',
    { ...valid, logger: 'debug' },
    /^logger must be a logger, such as console or a pino logger, got a value of type string/,
  ],
  [
    'a limit of zero',
    { ...valid, maxConcurrentJobs: 0 },
    /^maxConcurrentJobs must be a whole number of at least 1, got 0/,
  ],
  [
    'a limit as a text for one job type',
    { ...valid, maxJobsPerConnector: { 'a:1': '5' } },
    /^maxJobsPerConnector must be a whole number .* for a:1/,
  ],
  [
    'a store without functions',
    { ...valid, documents: {} },
    /^documents must be a document store: it has no function create/,
  ],
])('%s is told before the cluster is called, with what to write', async (_what, options, mistake) => {
  const mistakes = await call(options);
  expect(mistakes).toEqual([expect.stringMatching(mistake)]);
  expect(mistakes.join()).not.toContain('hidden');
});

test('all mistakes are told at once', async () => {
  const options = { connectors: connector, clusters: [cluster], secrets: { TOKEN: 'x' }, maxHeldBytes: -1 };
  expect(await call(options)).toHaveLength(3);
  await expect(startConnectors(options as never)).rejects.toThrow(
    /^The options of startConnectors are not valid:\n- connectors .*\n- secrets .*\n- maxHeldBytes /,
  );
});

test('options of the caller that resemble none are its own, and undefined is left out', async () => {
  const options = {
    ...valid,
    whatever: 1,
    secrets: undefined,
    marks: createMemoryJobMarks(),
    logger: console,
  };
  await expect(startConnectors(options as never)).rejects.toThrow('The cluster was called');
});
