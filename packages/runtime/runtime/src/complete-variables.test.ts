import { defineConnector, type DocumentStore, InputError } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createConnectorRuntime } from './connector-runtime.ts';
import { createMemoryDocumentStore } from './documents/memory-document-store.ts';
import type { JobChannel } from './job.ts';
import { createFakeChannel, createJob, variablesOf } from './testing/fake-channel.ts';

async function answer(
  completeVariables: NonNullable<JobChannel['completeVariables']>,
  documents: DocumentStore = createMemoryDocumentStore(),
) {
  const connector = defineConnector({
    type: 'acme:work:1',
    name: 'Work',
    input: z.object({ value: z.unknown().meta({ title: 'Value' }) }),
    output: z.unknown(),
    async run({ value }, { documents: store, signal }) {
      const content = Buffer.from('x');
      await store.create({ content, fileName: 'a', contentType: 'text/plain' }, { signal });
      return { value };
    },
  });
  const runtime = createConnectorRuntime({ connectors: [connector], documents });
  const channel = createFakeChannel();
  const headers = { resultVariable: 'answer' };
  await runtime.accept(createJob({ headers, variables: '{"value":1}' }), { ...channel, completeVariables });
  await runtime.drain({ timeoutMs: 0 });
  const [first] = channel.answers;
  if (first === undefined) throw new Error('No answer');
  return first.outcome;
}

test('an adapter completes the variables while the job runs', async () => {
  const outcome = await answer(async (job) => job.variables.replace('1', '"completed"'));
  expect(variablesOf(outcome)).toEqual({ answer: { value: 'completed' } });
});

test('what it throws is the failure of the job', async () => {
  const outcome = await answer(() =>
    Promise.reject(new InputError([{ path: 'value', message: 'is not right' }])),
  );
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
  expect(JSON.stringify(outcome)).toContain('value: is not right');
});

test('a store is told the process instance that a document is created for', async () => {
  const store = createMemoryDocumentStore();
  const created: unknown[] = [];
  await answer(async (job) => job.variables, {
    ...store,
    create(document, options) {
      created.push(options.processInstanceKey);
      return store.create(document, options);
    },
  });
  expect(created).toEqual([createJob({}).processInstanceKey]);
});
