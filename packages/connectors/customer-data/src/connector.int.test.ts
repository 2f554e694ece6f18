import type { JsonObject } from '@jobwright/connector-sdk';
import { type ConnectorHarness, createConnectorHarness } from '@jobwright/connector-testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerData } from './connector.ts';
import { migrateCustomerData } from './migrate-customer-data.ts';
import { openTestDatabase, type TestDatabase } from './testing/test-database.ts';

const PASSWORD = 's3cret-of-the-database';
const CONNECTION = { url: '{{secrets.CUSTOMER_DATABASE_URL}}' };

let database: TestDatabase;
let harness: ConnectorHarness;

beforeAll(async () => {
  database = await openTestDatabase();
  await migrateCustomerData({ connectionUrl: database.url });
  const url = new URL(database.url);
  url.password = PASSWORD;
  harness = createConnectorHarness(customerData, { secrets: { CUSTOMER_DATABASE_URL: url.href } });
});
afterAll(async () => {
  await harness.close();
  await database.close();
});
beforeEach(async () => {
  await database.query('drop table if exists customers');
  await database.query('create table customers (id text primary key, version int not null, status text)');
  await database.query(`insert into customers values ('ALFKI', 1, 'new')`);
});

const input = (more: JsonObject = {}): JsonObject => ({
  connection: CONNECTION,
  key: 'ALFKI',
  changes: { status: 'active' },
  ...more,
});

describe('a job of io.jobwright:customer-data:1', () => {
  it('updates and answers, with or without the header that names the operation', async () => {
    const { outcome } = await harness.run(input());
    expect(outcome).toEqual({
      kind: 'complete',
      variables: {
        result: {
          key: 'ALFKI',
          version: 2,
          previous: { status: 'new' },
          updated: { status: 'active' },
          replayed: false,
        },
      },
    });
    const named = await harness.run(input(), { headers: { operation: 'update', resultVariable: 'result' } });
    expect(named.outcome).toMatchObject({ kind: 'complete', variables: { result: { version: 3 } } });
  });

  it('is answered from the inbox when it is delivered again', async () => {
    const first = await harness.run(input(), { jobKey: '77' });
    const second = await harness.run(input(), { jobKey: '77' });
    expect(first.outcome).toMatchObject({ variables: { result: { version: 2, replayed: false } } });
    expect(second.outcome).toMatchObject({ variables: { result: { version: 2, replayed: true } } });
    expect(await database.query('select version from customers')).toEqual([{ version: 2 }]);
  });

  it('becomes a BPMN error where the model says so', async () => {
    const errorExpression =
      '=if error.code = "CUSTOMER_NOT_FOUND" then bpmnError("CUSTOMER_GONE", error.message) else null';
    const { outcome } = await harness.run(input({ key: 'NOBODY' }), { headers: { errorExpression } });
    expect(outcome).toMatchObject({ kind: 'throwError', errorCode: 'CUSTOMER_GONE' });
  });

  it('fails without retries on a conflict and tells the version now', async () => {
    const { outcome } = await harness.run(input({ expectedVersion: 5 }));
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(JSON.stringify(outcome.variables)).toContain('"currentVersion":1');
  });

  it('fails without retries on bad input and lists the fields', async () => {
    const { outcome } = await harness.run(input({ changes: { version: 1 }, table: 'a b' }));
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: expect.stringContaining('table'),
    });
    const { outcome: other } = await harness.run(input({ changes: { version: 1 } }));
    expect(other).toMatchObject({ kind: 'fail', errorMessage: expect.stringContaining('changes.version') });
  });

  it.each([{}, { table: 'nowhere' }, { key: 'NOBODY' }, { changes: { version: 1 } }])(
    'shows the password in no message and no log: %j',
    async (more) => {
      const run = await harness.run(input(more));
      expect(JSON.stringify(run.outcome) + run.logLines.join('\n')).not.toContain(PASSWORD);
    },
  );

  it('fails with one retry less and no password when the database cannot be reached', async () => {
    const unreachable = createConnectorHarness(customerData, {
      secrets: { CUSTOMER_DATABASE_URL: `postgres://jobwright:${PASSWORD}@127.0.0.1:1/crm` },
    });
    const { outcome, logLines } = await unreachable.run(input(), { retries: 3 });
    await unreachable.close();
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 2,
      errorMessage: expect.stringContaining('127.0.0.1:1/crm'),
    });
    expect(JSON.stringify(outcome) + logLines.join('\n')).not.toContain(PASSWORD);
  });
});
