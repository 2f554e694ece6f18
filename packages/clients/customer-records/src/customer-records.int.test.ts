import { createResourceScope } from '@jobwright/concurrency';
import { noTrace, openNetwork, silentLogger } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withPostgresClient } from './backends/postgres/postgres-client.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded/start-embedded-database.ts';
import {
  migrateCustomerRecords,
  openRecordBackend,
  openRecordRules,
  RecordError,
  type RecordFailure,
} from './index.ts';

let database: EmbeddedDatabase;
const resources = createResourceScope();
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  await query('create table customers (id text primary key, version int not null default 1, status text)');
  await query(`insert into customers (id, status) values ('ALFKI', 'new')`);
});
afterAll(async () => {
  await resources.close();
  await database.close();
});

const query = (text: string) => withPostgresClient(database.url, (session) => session.query(text));
const contextFor = (idempotencyKey: string) => ({
  idempotencyKey,
  signal: new AbortController().signal,
  logger: silentLogger,
  network: openNetwork,
  resources,
  trace: noTrace,
  job: {
    key: '1',
    bpmnProcessId: 'nightly-import',
    processInstanceKey: '2',
    elementId: 'import',
    elementInstanceKey: '3',
    tenantId: '<default>',
  },
});
const open = (idempotencyKey: string, { url = database.url, table = 'customers' } = {}) =>
  openRecordBackend(
    { backend: 'postgres', connection: { url }, table, keyColumn: 'id', versionColumn: 'version' },
    contextFor(idempotencyKey),
  );
const change = {
  key: 'ALFKI',
  changes: { status: 'active' },
  expectedVersion: undefined,
  sensitive: [],
  check: () => Promise.resolve(),
};
const failureOf = async (work: Promise<unknown>): Promise<RecordFailure> => {
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RecordError);
  return (error as RecordError).failure;
};

it('changes a record once, without a connector', async () => {
  const early = await open('early');
  expect(await failureOf(early.update(change))).toEqual({ kind: 'inboxMissing' });

  expect(await migrateCustomerRecords({ connectionUrl: database.url })).toHaveLength(3);
  const records = await open('order-4711');
  expect(await records.update(change)).toMatchObject({ version: 2, replayed: false });
  expect(await records.update(change)).toMatchObject({ version: 2, replayed: true });
  expect(await query('select process_id, element_id from jobwright_audit')).toEqual([
    { process_id: 'nightly-import', element_id: 'import' },
  ]);
  expect(await records.get({ key: 'ALFKI', fields: ['status'] })).toMatchObject({
    fields: { status: 'active' },
  });
});

it('says by its kind what went wrong', async () => {
  const records = await open('other');
  expect(await failureOf(records.get({ key: 'NOBODY', fields: undefined }))).toEqual({
    kind: 'rowNotFound',
    table: 'customers',
    key: 'NOBODY',
  });
  expect(await failureOf(records.update({ ...change, expectedVersion: 7 }))).toEqual({
    kind: 'versionConflict',
    key: 'ALFKI',
    expectedVersion: 7,
    currentVersion: 2,
  });
  expect(await failureOf(records.get({ key: 'ALFKI', fields: ['colour'] }))).toEqual({
    kind: 'columnsUnknown',
    table: 'customers',
    missing: ['colour'],
  });
  const nowhere = await open('nowhere', { url: 'postgres://me:s3cret@127.0.0.1:1/crm' });
  expect(await failureOf(nowhere.get({ key: '1', fields: undefined }))).toEqual({
    kind: 'databaseUnavailable',
    database: '127.0.0.1:1/crm',
  });
});

it('keeps rules between a program and the back end', async () => {
  const rules = await openRecordRules(
    { mapping: { email: 'email_address' }, normalise: { email: ['email'] } },
    contextFor('rules'),
  );
  expect(rules.toFields({ email: ' Ada@Example.COM ' })).toEqual({ email_address: 'ada@example.com' });
  expect(await failureOf(Promise.resolve().then(() => rules.toFields({ phone: '1' })))).toEqual({
    kind: 'recordInvalid',
    problems: [{ path: 'phone', message: 'is not in the mapping' }],
  });
  const wrong = openRecordRules({ schema: { type: 'nonsense' } }, contextFor('rules'));
  expect(await failureOf(wrong)).toEqual({ kind: 'schemaInvalid' });
});
