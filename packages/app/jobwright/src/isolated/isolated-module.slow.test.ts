import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createResourceScope } from '@jobwright/concurrency';
import {
  type DocumentReference,
  type EffectEntry,
  hasInputCause,
  isConnectorFailure,
  listSecretValues,
  noTrace,
  openNetwork,
  type OperationContext,
  readDocument,
  silentLogger,
} from '@jobwright/connector-sdk';
import { type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { createMemoryDocumentStore, createMemoryEffectLog, WorkerEndedError } from '@jobwright/runtime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isolateModule } from './isolated-module.ts';

const SOURCE = `
import { ConnectorError, InputError, RetryableError, defineConnector, readDocument } from '@jobwright/connector-sdk';
import { z } from 'zod';

const deeds = {
  async documents(context, { document }) {
    const opened = await context.documents.open(document, context);
    const bytes = await readDocument(opened, { maxBytes: 1_000_000 });
    async function* twice() { yield bytes; yield bytes; }
    return context.documents.create(
      { content: twice(), fileName: 'twice-' + opened.fileName, contentType: 'text/plain' }, context);
  },
  async effects(context) {
    const entry = await context.effects.begin('key', { note: { id: 1 }, after: undefined });
    await context.effects.end('key', entry, { state: 'done', note: { id: 2 } });
    return { found: await context.effects.find('key'), again: await context.effects.begin('key', { note: {}, after: undefined }) };
  },
  async facts({ job, idempotencyKey, expiresAt, network, logger }) {
    logger.info({ step: 1, error: new Error('as a field') }, 'A line of the connector');
    const left = Math.round((expiresAt - performance.now()) / 1000);
    return { job, idempotencyKey, left, block: network.egress.describeBlock({ host: 'localhost', port: 80, address: '127.0.0.1' }) };
  },
  async big() { return { id: 12345678901234567890n, when: new Date(0), nothing: undefined }; },
  async retry() { throw new RetryableError({ code: 'LATER', message: 'not now', retryAfterMs: 5, retriesLeft: 7, variables: { a: 1 } }); },
  async wrapped() { throw new Error('twice', { cause: new Error('once', { cause: new InputError([{ path: 'a', message: 'wrong' }]) }) }); },
  async proxy() { throw new Proxy({}, { get() { throw new Error('no'); }, getPrototypeOf() { throw new Error('no'); } }); },
  async cycle() { const a = {}; a.a = a; return a; },
  async abort({ signal, logger }) { logger.info({}, 'It waits'); return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new ConnectorError({ code: 'ABORTED', message: String(signal.reason) })))); },
  loop() { for (;;); },
};
export const both = defineConnector({
  type: 'acme:both:1',
  name: 'Both',
  operations: Object.fromEntries(['first', 'second'].map((name) => [name, {
    ...defineOperationOf(name),
  }])),
});
function defineOperationOf(name) {
  const input = z.object({
    deed: z.string().min(3).meta({ title: 'Deed' }),
    document: z.any().optional().meta({ title: 'Document' }),
    login: z.object({ password: z.string().optional().meta({ title: 'Password', secret: true }) }).optional(),
  });
  return {
    title: 'The ' + name, input, output: z.unknown(), when: { which: name },
    bind: (variables) => { const parsed = input.safeParse(variables); if (!parsed.success) throw new ConnectorError({ code: 'BAD', message: 'bad' }); return (context) => deeds[parsed.data.deed](context, parsed.data); },
  };
}
`;

async function isolate(overrides: { readonly maxStallMs?: number } = {}) {
  const folder = await mkdtemp(join(import.meta.dirname, 'isolated-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'module.mjs');
  await writeFile(file, SOURCE);
  const info = vi.fn();
  const onDeath = vi.fn();
  const module = await isolateModule(
    { name: './module.mjs', file, packageFolder: undefined },
    {
      maxStallMs: 10_000,
      maxMemoryMb: 100,
      network: { mode: 'hardened' },
      environment: {},
      logger: silentLogger,
      onDeath,
      ...overrides,
    },
  );
  onTestFinished(() => module.close());
  const controller = new AbortController();
  const documents = createMemoryDocumentStore();
  const effects = createMemoryEffectLog();
  const context: OperationContext = {
    signal: controller.signal,
    expiresAt: performance.now() + 60_000,
    logger: { ...silentLogger, info },
    documents,
    effects,
    idempotencyKey: 'once',
    resources: createResourceScope(),
    network: openNetwork,
    trace: noTrace,
    job: {
      key: '1',
      type: 'acme:both:1',
      processInstanceKey: '2',
      bpmnProcessId: 'order',
      elementId: 'task',
      elementInstanceKey: '3',
      retries: 3,
      headers: { a: 'b' },
      tenantId: '<default>',
    },
  };
  const [connector] = module.connectors;
  const operation = connector?.operations.get('first');
  if (connector === undefined || operation === undefined) throw new Error('No connector');
  const run = (deed: string) => operation.bind({ deed })(context);
  return { connector, operation, run, context, documents, controller, info, onDeath };
}

test('what a connector is, and what it is given, is the same as without a worker', async () => {
  const { connector, operation, run, context, documents, info } = await isolate();
  expect([connector.type, connector.name, [...connector.operations.keys()]]).toEqual([
    'acme:both:1',
    'Both',
    ['first', 'second'],
  ]);
  expect([operation.title, operation.when, connector.inputVariables]).toEqual([
    'The first',
    { which: 'first' },
    ['deed', 'document', 'login'],
  ]);
  const secrets = listSecretValues(operation.input, { deed: 'x', login: { password: 'hidden', other: 1 } });
  expect(secrets).toEqual([{ path: 'login.password', text: 'hidden' }]);

  expect(await run('facts')).toEqual({
    job: context.job,
    idempotencyKey: 'once',
    left: 60,
    block: expect.any(String),
  });
  await vi.waitFor(() =>
    expect(info).toHaveBeenCalledWith(
      { from: './module.mjs', step: 1, error: expect.objectContaining({ message: 'as a field' }) },
      'A line of the connector',
    ),
  );
  expect(await run('big')).toEqual({ id: 12345678901234567890n, when: '1970-01-01T00:00:00.000Z' });

  const content = Buffer.from('text');
  const document = await documents.create({ content, fileName: 'a.txt', contentType: 'text/plain' }, context);
  const variables = parseJson(stringifyJson({ deed: 'documents', document })) as JsonObject;
  const made = (await operation.bind(variables)(context)) as DocumentReference;
  const opened = await documents.open(made, context);
  expect(opened.fileName).toBe('twice-a.txt');
  expect(Buffer.from(await readDocument(opened, { maxBytes: 100 })).toString()).toBe('texttext');

  const entry: EffectEntry = { state: 'done', note: { id: 2 }, attempt: 1 };
  expect(await run('effects')).toEqual({ found: entry });
});

test('rethrows what it throws; a value that cannot be read is a failure like any other', async () => {
  const { run, controller, operation, context, info } = await isolate();
  const failure = await run('retry').catch((error: unknown) => error);
  expect(isConnectorFailure(failure)).toBe(true);
  expect(failure).toMatchObject({
    kind: 'retryable',
    code: 'LATER',
    message: 'not now',
    retryAfterMs: 5,
    retriesLeft: 7,
    variables: { a: 1 },
  });
  expect(hasInputCause(failure)).toBe(false);
  expect(hasInputCause(await run('wrapped').catch((error: unknown) => error))).toBe(true);
  await expect(operation.bind({ deed: 'x' })(context)).rejects.toMatchObject({ code: 'BAD' });
  await expect(run('proxy')).rejects.toThrow('The thrown value cannot be read');
  await expect(run('cycle')).rejects.toThrow(/circular/i);
  const aborted = run('abort');
  await vi.waitFor(() => expect(info).toHaveBeenCalledWith({ from: './module.mjs' }, 'It waits'));
  controller.abort(new Error('too late'));
  await expect(aborted).rejects.toMatchObject({ code: 'ABORTED', message: 'Error: too late' });
});

test('a worker that hangs is ended and started anew; its jobs are told apart from those that fail', async () => {
  const { run, onDeath } = await isolate({ maxStallMs: 3_000 });
  await expect(run('loop')).rejects.toThrow(WorkerEndedError);
  expect(onDeath).toHaveBeenCalledOnce();
  expect(await run('big')).toMatchObject({ when: '1970-01-01T00:00:00.000Z' });
});
