import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import {
  ConnectorError,
  createResourceScope,
  isConnectorFailure,
  type OwnedResourceScope,
  parseInput,
  RetryableError,
} from '@jobwright/connector-sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerDataMigrationSql, migrateCustomerData } from './migrate-customer-data.ts';
import { createTestContext } from './testing/test-context.ts';
import { startDatabaseProxy } from './testing/database-proxy.ts';
import { openTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { updateCustomer } from './update-customer.ts';
import { updateCustomerInput, type UpdateCustomerOutput } from './update-customer.schema.ts';

let database: TestDatabase;
let resources: OwnedResourceScope;

beforeAll(async () => {
  database = await openTestDatabase();
  await migrateCustomerData({ connectionUrl: database.url });
});
afterAll(() => database.close());

beforeEach(async () => {
  resources = createResourceScope();
  await database.query('drop table if exists customers');
  await database.query(`create table customers (
    id text primary key, version int not null default 1, status text not null,
    email text unique, credit numeric(12, 2) check (credit >= 0), tags text[], profile jsonb,
    seen timestamptz, big bigint, "Order" boolean)`);
  await database.query(`insert into customers (id, status, email) values
    ('ALFKI', 'new', 'maria@alfki.example'), ('ANATR', 'new', 'ana@anatr.example')`);
});
afterEach(() => resources.close());

interface Delivery {
  readonly url?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

function update(
  input: Record<string, unknown>,
  { url = database.url, ...delivery }: Delivery = {},
): Promise<UpdateCustomerOutput> {
  const parsed = parseInput(updateCustomerInput, {
    connection: { url },
    key: 'ALFKI',
    changes: { status: 'active' },
    ...input,
  });
  return updateCustomer(parsed, createTestContext({ resources, ...delivery }));
}

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error('It succeeded'),
    (reason: unknown) => reason,
  );
  if (!isConnectorFailure(error)) throw error;
  return error;
};

const readCustomer = async (id = 'ALFKI') =>
  (await database.query('select * from customers where id = $1', [id]))[0];

describe('update', () => {
  it('changes the named columns and counts the version up', async () => {
    expect(await update({ changes: { status: 'active', credit: 1000 } })).toEqual({
      key: 'ALFKI',
      version: 2,
      previous: { status: 'new', credit: null },
      updated: { status: 'active', credit: 1000 },
      replayed: false,
    });
    expect(await readCustomer()).toMatchObject({
      status: 'active',
      version: 2,
      email: 'maria@alfki.example',
    });
    expect(await readCustomer('ANATR')).toMatchObject({ status: 'new', version: 1 });
  });

  it('turns JSON values into the types of the columns', async () => {
    const changes = {
      tags: ['a', 'b "c"'],
      profile: 'plain text',
      seen: '2026-11-22T10:00:00Z',
      big: 9007199254740993n,
      Order: true,
      email: null,
    };
    const { updated } = await update({ changes });
    expect(updated).toMatchObject({ ...changes, seen: expect.stringMatching(/^2026-11-22T/) });
    const [row] = await database.query(
      'select tags, profile, big::text as big, "Order" from customers where version = 2',
    );
    expect(row).toEqual({
      tags: ['a', 'b "c"'],
      profile: 'plain text',
      big: '9007199254740993',
      Order: true,
    });
  });

  it('keeps values values: SQL in them is text', async () => {
    const status = `'; drop table customers; --`;
    await update({ changes: { status } });
    expect(await readCustomer()).toMatchObject({ status });
  });

  it('finds a number in a text column and the table in its schema', async () => {
    await database.query(`insert into customers (id, status) values ('42', 'new')`);
    const [{ schema } = { schema: '' }] = await database.query('select current_schema() as schema');
    expect(await update({ key: 42, table: `${String(schema)}.customers` })).toMatchObject({
      key: 42,
      version: 2,
    });
  });
});

describe('deliveries of one job', () => {
  it('are answered from the inbox and leave the row alone', async () => {
    const first = await update({}, { idempotencyKey: 'once' });
    await database.query(`update customers set status = 'changed by hand'`);
    const second = await update({}, { idempotencyKey: 'once' });
    expect(second).toEqual({ ...first, replayed: true });
    expect(await readCustomer()).toMatchObject({ status: 'changed by hand', version: 2 });
  });

  it('update once when they come at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => update({}, { idempotencyKey: 'at once' })),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await readCustomer()).toMatchObject({ version: 2 });
  });

  it('update once when they come through different workers', async () => {
    const workers = Array.from({ length: 4 }, () => createResourceScope());
    const input = parseInput(updateCustomerInput, {
      connection: { url: database.url },
      key: 'ALFKI',
      changes: { status: 'active' },
    });
    const answers = await Promise.all(
      workers.map((worker) =>
        updateCustomer(input, createTestContext({ resources: worker, idempotencyKey: 'workers' })),
      ),
    );
    await Promise.all(workers.map((worker) => worker.close()));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await readCustomer()).toMatchObject({ version: 2 });
  });

  it('are done by the second when the first is rolled back while the second waits', async () => {
    const blocker = await database.connect();
    await blocker.query('begin');
    await blocker.query(`select * from customers where id = 'ALFKI' for update`);
    const proxy = await startDatabaseProxy(database.url);
    const sent = proxy.sent(database.isEmbedded ? 'begin isolation' : 'for update');
    const abort = new AbortController();
    const first = update({}, { idempotencyKey: 'handed over', signal: abort.signal, url: proxy.url }).catch(
      (error: unknown) => error,
    );
    await sent;
    const second = update({}, { idempotencyKey: 'handed over' });
    abort.abort(new Error('The job was cancelled'));
    expect(await first).toEqual(new Error('The job was cancelled'));
    await blocker.query('rollback');
    await blocker.end();
    expect(await second).toMatchObject({ version: 2, replayed: false });
    expect(await readCustomer()).toMatchObject({ version: 2 });
    await proxy.close();
  });

  it('are refused when the request is another', async () => {
    await update({}, { idempotencyKey: 'reused' });
    const error = await failureOf(update({ changes: { status: 'closed' } }, { idempotencyKey: 'reused' }));
    expect(error).toMatchObject({ kind: 'connector', code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await readCustomer()).toMatchObject({ status: 'active', version: 2 });
  });
});

describe('different jobs on one customer', () => {
  it('are each done, one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => update({ changes: { big: n } })));
    expect(answers.map(({ version }) => Number(version)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 2),
    );
    expect(await readCustomer()).toMatchObject({ version: 21 });
  });

  it('with the same expected version are done once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => update({ expectedVersion: 1 })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readCustomer()).toMatchObject({ version: 2 });
  });
});

describe('errors', () => {
  it('CUSTOMER_NOT_FOUND', async () => {
    const error = await failureOf(update({ key: 'NOBODY' }));
    expect(error).toMatchObject({
      kind: 'connector',
      code: 'CUSTOMER_NOT_FOUND',
      message: 'Table customers has no row with id = NOBODY',
    });
  });

  it('VERSION_CONFLICT tells the version now, and leaves no answer behind', async () => {
    const error = await failureOf(update({ expectedVersion: 7 }, { idempotencyKey: 'conflict' }));
    expect(error).toMatchObject({
      kind: 'connector',
      code: 'VERSION_CONFLICT',
      variables: { key: 'ALFKI', expectedVersion: 7, currentVersion: 1 },
    });
    expect(await readCustomer()).toMatchObject({ status: 'new', version: 1 });
    expect(await update({ expectedVersion: 1 }, { idempotencyKey: 'conflict' })).toMatchObject({
      version: 2,
    });
  });

  it('KEY_NOT_UNIQUE', async () => {
    const error = await failureOf(update({ keyColumn: 'status', key: 'new', changes: { credit: 1 } }));
    expect(error).toMatchObject({ kind: 'connector', code: 'KEY_NOT_UNIQUE' });
    expect(await database.query('select * from customers where credit = 1')).toEqual([]);
  });

  it.each([
    [{ table: 'nowhere' }, 'TABLE_UNKNOWN', '"nowhere"'],
    [{ table: 'crm.nowhere' }, 'TABLE_UNKNOWN', 'crm.nowhere'],
    [{ changes: { colour: 'red' } }, 'COLUMN_UNKNOWN', '"colour"'],
    [{ keyColumn: 'number' }, 'COLUMN_UNKNOWN', '"number"'],
    [{ versionColumn: 'revision' }, 'COLUMN_UNKNOWN', 'revision'],
    [{ changes: { credit: 'much' } }, 'VALUE_REJECTED', 'numeric'],
    [{ versionColumn: 'email' }, 'VALUE_REJECTED', 'whole numbers'],
  ])('%j is %s', async (input, code, named) => {
    const error = await failureOf(update(input));
    expect(error).toMatchObject({ kind: 'connector', code, message: expect.stringContaining(named) });
    expect(error.message).not.toContain('much');
  });

  it.each([
    [{ credit: -1 }, 'customers_credit_check'],
    [{ email: 'ana@anatr.example' }, 'customers_email_key'],
  ])('CONSTRAINT_VIOLATED by %j', async (changes, constraint) => {
    const error = await failureOf(update({ changes }));
    expect(error).toMatchObject({
      kind: 'connector',
      code: 'CONSTRAINT_VIOLATED',
      variables: { constraint },
    });
    expect(JSON.stringify([error.message, error.cause])).not.toContain('ana@anatr.example');
    expect(await readCustomer()).toMatchObject({ version: 1 });
  });

  it('CONSTRAINT_VIOLATED by a null names the column', async () => {
    const error = await failureOf(update({ changes: { status: null } }));
    expect(error).toMatchObject({
      code: 'CONSTRAINT_VIOLATED',
      message: expect.stringContaining('"status"'),
    });
  });

  it('INBOX_MISSING says what to do', async () => {
    await database.query('alter table jobwright_inbox rename to elsewhere');
    const error = await failureOf(update({}));
    await database.query('alter table elsewhere rename to jobwright_inbox');
    expect(error).toMatchObject({
      kind: 'connector',
      code: 'INBOX_MISSING',
      message: expect.stringContaining('migrateCustomerData'),
    });
  });

  describe('of other transactions', () => {
    const failFirst = (times: number, state: string) =>
      database.query(`
        create sequence attempts;
        create function fail_first() returns trigger language plpgsql as $$
          begin
            if nextval('attempts') <= ${times} then raise exception 'in the way' using errcode = '${state}'; end if;
            return new;
          end $$;
        create trigger fail_first before update on customers for each row execute function fail_first()`);
    afterEach(() => database.query('drop sequence attempts; drop function fail_first cascade'));

    it.each(['40001', '40P01'])('%s is tried again', async (state) => {
      await failFirst(2, state);
      expect(await update({})).toMatchObject({ version: 2, replayed: false });
      expect(await readCustomer()).toMatchObject({ version: 2 });
    });

    it('that do not end are TRANSACTION_CONFLICT', async () => {
      await failFirst(1000, '40001');
      const error = await failureOf(update({}));
      expect(error).toMatchObject({ kind: 'retryable', code: 'TRANSACTION_CONFLICT' });
    });
  });
});

describe('the connection', () => {
  const withPassword = (url: string): string => {
    const changed = new URL(url);
    changed.username = 'postgres';
    changed.password = 's3cret';
    return changed.href;
  };

  it('refused is DATABASE_UNAVAILABLE, without the password', async () => {
    const proxy = await startDatabaseProxy(database.url);
    await proxy.close();
    const error = await failureOf(update({}, { url: withPassword(proxy.url) }));
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(JSON.stringify([error.message, error.variables, error.cause])).not.toContain('s3cret');
  });

  it('lost in the transaction is DATABASE_UNAVAILABLE; the next delivery makes the update', async () => {
    const proxy = await startDatabaseProxy(database.url);
    const blocker = await database.connect();
    await blocker.query('begin');
    await blocker.query(`select * from customers where id = 'ALFKI' for update`);
    const sent = proxy.sent('begin isolation');
    const failure = failureOf(update({}, { url: proxy.url, idempotencyKey: 'lost' }));
    await sent;
    proxy.dropConnections();
    expect(await failure).toMatchObject({ kind: 'retryable', code: 'DATABASE_UNAVAILABLE' });
    await blocker.query('rollback');
    await blocker.end();
    expect(await update({}, { url: proxy.url, idempotencyKey: 'lost' })).toMatchObject({
      version: 2,
      replayed: false,
    });
    await proxy.close();
  });

  it('lost between two jobs is replaced', async () => {
    const proxy = await startDatabaseProxy(database.url);
    await update({}, { url: proxy.url });
    proxy.dropConnections();
    const results = await Promise.allSettled([update({}, { url: proxy.url })]);
    const again =
      results[0]?.status === 'fulfilled' ? results[0].value : await update({}, { url: proxy.url });
    expect(again.version).toBe(3);
    await proxy.close();
  });

  it('is shared by the jobs of a worker', async () => {
    const proxy = await startDatabaseProxy(database.url);
    for (let n = 0; n < 3; n += 1) await update({}, { url: proxy.url });
    expect(proxy.connections()).toBe(1);
    await resources.close();
    await proxy.close();
  });

  it('is bounded to five for a worker', async () => {
    const proxy = await startDatabaseProxy(database.url);
    await Promise.all(Array.from({ length: 20 }, () => update({}, { url: proxy.url })));
    expect(proxy.connections()).toBeLessThanOrEqual(5);
    await resources.close();
    await proxy.close();
  });

  it('is given up when the job is over, and the transaction rolled back', async () => {
    const blocker = await database.connect();
    await blocker.query('begin');
    await blocker.query(`select * from customers where id = 'ALFKI' for update`);
    const proxy = await startDatabaseProxy(database.url);
    const sent = proxy.sent('begin isolation');
    const abort = new AbortController();
    const running = update({}, { url: proxy.url, signal: abort.signal });
    await sent;
    abort.abort(new Error('The deadline has passed'));
    await expect(running).rejects.toThrow('The deadline has passed');
    await blocker.query('rollback');
    await blocker.end();
    expect(await readCustomer()).toMatchObject({ status: 'new', version: 1 });
    await proxy.close();
  });

  it('is not waited for once the job is over, and goes back to the pool', async () => {
    const blocker = await database.connect();
    await blocker.query('begin');
    await blocker.query(`select * from customers where id = 'ALFKI' for update`);
    const abort = new AbortController();
    const all = Promise.allSettled(Array.from({ length: 8 }, () => update({}, { signal: abort.signal })));
    abort.abort(new Error('Shutting down'));
    for (const result of await all)
      expect(result).toMatchObject({ status: 'rejected', reason: new Error('Shutting down') });
    await blocker.query('rollback');
    await blocker.end();
    expect(await update({})).toMatchObject({ version: 2 });
  });

  it('that must be encrypted on a server without TLS is TLS_FAILED', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.end('N')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `postgres://jobwright:s3cret@127.0.0.1:${port}/crm?sslmode=verify-full`;
    const error = await failureOf(update({}, { url }));
    await new Promise((resolve) => server.close(resolve));
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error.code).toBe('TLS_FAILED');
    expect(error.message).not.toContain('s3cret');
  });

  it.each([
    ['28P01', 'connector', 'ACCESS_DENIED'],
    ['3D000', 'connector', 'ACCESS_DENIED'],
    ['53300', 'retryable', 'DATABASE_UNAVAILABLE'],
    ['57P03', 'retryable', 'DATABASE_UNAVAILABLE'],
    ['0A000', 'connector', 'DATABASE_REJECTED'],
  ])('refused by the server with %s is a %s failure %s', async (state, kind, code) => {
    const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0Mno\0\0`);
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(fields.length + 4, 1);
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([head, fields])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const error = await failureOf(update({}, { url: `postgres://jobwright:s3cret@127.0.0.1:${port}/crm` }));
    await new Promise((resolve) => server.close(resolve));
    expect(error).toMatchObject({ kind, code, variables: { sqlState: state } });
    expect(error.message).not.toContain('s3cret');
  });
});

describe('migrateCustomerData', () => {
  it('may run again, and at the same time, and keeps the inbox', async () => {
    await update({}, { idempotencyKey: 'before the migration' });
    await Promise.all(Array.from({ length: 4 }, () => migrateCustomerData({ connectionUrl: database.url })));
    expect(await update({}, { idempotencyKey: 'before the migration' })).toMatchObject({ replayed: true });
  });

  it('makes the inbox where it is missing, with the SQL it exports too', async () => {
    const dropAll = () =>
      database.query('drop table jobwright_inbox, jobwright_audit, jobwright_outbox, jobwright_migrations');
    await dropAll();
    await migrateCustomerData({ connectionUrl: database.url });
    expect(await update({})).toMatchObject({ version: 2 });
    await dropAll();
    await database.query(customerDataMigrationSql.postgres);
    expect(await update({})).toMatchObject({ version: 3 });
  });

  it('says when the database cannot be reached', async () => {
    const proxy = await startDatabaseProxy(database.url);
    await proxy.close();
    const error = await failureOf(migrateCustomerData({ connectionUrl: proxy.url }));
    expect(error).toMatchObject({ kind: 'retryable', code: 'DATABASE_UNAVAILABLE' });
  });
});
