import { readFileSync } from 'node:fs';
import {
  customerData,
  listCustomerDataMigrations,
  migrateCustomerData,
} from '@jobwright/connector-customer-data';
import { openNetwork } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/json';
import { type ConnectorHarness, createConnectorHarness, recordSpans } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { sqlKinds, type SqlClient, toSqlTarget } from './testing/sql-target.ts';

const GUIDE = new URL('../../docs/customer-data.md', import.meta.url);

// MariaDB keeps what it tells of transactions until nobody has asked for a tenth of a second.
const POLL = { interval: 250 };

/** Longer than a key of Camunda 8. */
const CAMUNDA_7_ID = '6b3bc14e-ec90-11f1-aa93-02fc00000001';

describe.each(sqlKinds)('customer records in %s', (kind) => {
  const target = toSqlTarget(kind);
  let client: SqlClient;
  let harness: ConnectorHarness;

  async function runOn(
    on: ConnectorHarness,
    operation: string,
    input: JsonObject,
    jobKey?: string,
  ): Promise<JsonObject> {
    const { outcome, logLines } = await on.run(
      { backend: target.backend, connection: { url: '{{secrets.URL}}' }, table: 'records', ...input },
      { headers: { operation, resultVariable: 'result' }, ...(jobKey === undefined ? {} : { jobKey }) },
    );
    expect(stringifyJson(outcome) + logLines.join('')).not.toContain(new URL(target.url).password);
    const answer = outcome.kind === 'complete' ? outcome.variables['result'] : outcome.variables['error'];
    if (!isJsonObject(answer)) throw new Error(stringifyJson(outcome));
    return answer;
  }
  const run = (operation: string, input: JsonObject, jobKey?: string): Promise<JsonObject> =>
    runOn(harness, operation, input, jobKey);
  const count = async (from: string): Promise<number> =>
    Number((await client.query(`select count(*) as n from ${from}`))[0]!['n']);

  beforeAll(async () => {
    client = await target.connect();
    await migrateCustomerData({ connectionUrl: target.url });
    harness = createConnectorHarness(customerData, { secrets: { URL: target.url } });
    await client.query(`create table records (
      id varchar(20) primary key, version int not null default 1, name varchar(30), email varchar(50) unique,
      credit decimal(12, 2) check (credit >= 0), big bigint, active ${kind === 'postgres' ? 'boolean' : 'tinyint(1)'},
      seen ${kind === 'postgres' ? 'timestamptz' : 'timestamp null'}, profile ${target.jsonType}, ${kind === 'postgres' ? '"Order"' : '`Order`'} int)`);
  });
  afterAll(async () => {
    await harness.close();
    await client.query('drop table records');
    await client.close();
  });
  beforeEach(async () => {
    for (const table of ['records', 'jobwright_inbox', 'jobwright_audit', 'jobwright_outbox']) {
      await client.query(`delete from ${table}`);
    }
    await client.query(
      `insert into records (id, name, email) values ('ALFKI', 'Maria', 'maria@alfki.example'), ('ANATR', 'Ana', 'ana@anatr.example')`,
    );
  });

  it('are told as spans of the job, a statement each, and no value', async () => {
    const { observer, spans } = recordSpans();
    const traced = createConnectorHarness(customerData, {
      secrets: { URL: target.url },
      observers: [observer],
    });
    onTestFinished(() => traced.close());
    await runOn(traced, 'update', { key: 'ALFKI', changes: { name: 'MARKER-name', credit: 47 } });
    const { hostname, port } = new URL(target.url);
    const change = spans.find(({ name }) => name === 'UPDATE records');
    expect(change).toMatchObject({
      state: 'ended',
      attributes: {
        'db.system.name': kind === 'postgres' ? 'postgresql' : 'mariadb',
        'db.operation.name': 'UPDATE',
        'db.collection.name': 'records',
        'server.address': hostname,
        'server.port': Number(port),
      },
    });
    expect(spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['BEGIN', 'INSERT jobwright_inbox', 'SELECT records', 'COMMIT']),
    );
    expect(spans.every(({ state }) => state === 'ended')).toBe(true);
    expect(stringifyJson({ ...spans })).not.toMatch(/MARKER|ALFKI/);
  });

  it('are created, read, found, changed, merged and anonymised, values of every type as they were', async () => {
    const values = {
      name: `'); drop table records; --`,
      email: 'bobby@school.example',
      credit: 12.5,
      big: 9007199254740993n,
      active: true,
      seen: '2026-11-22T10:00:00Z',
      profile: { segment: 'basic', tags: ['a', 'b "c"'], since: 1996 },
      Order: 7,
    };
    const created = await run('create', { key: 'AROUT', values });
    expect(created).toMatchObject({
      key: 'AROUT',
      version: 1,
      record: { ...values, seen: expect.stringMatching(/^2026-11-22T10:00:00/) },
    });
    expect(await run('get', { key: 'AROUT' })).toMatchObject({
      record: { ...(created['record'] as JsonObject), id: 'AROUT' },
    });
    expect(await run('find', { field: 'email', value: values.email, fields: ['name'] })).toEqual({
      found: true,
      key: 'AROUT',
      version: 1,
      record: { name: values.name },
    });
    const changes = { profile: { segment: 'plus', since: null }, active: false, credit: null };
    expect(
      await run('update', { key: 'AROUT', changes, jsonColumns: 'merge', expectedVersion: 1 }),
    ).toMatchObject({
      version: 2,
      previous: { profile: values.profile, active: true, credit: 12.5 },
      updated: { profile: { segment: 'plus', tags: ['a', 'b "c"'] }, active: false, credit: null },
    });
    expect(await run('upsert', { key: 'AROUT', values: { big: 1 } })).toMatchObject({
      version: 3,
      created: false,
    });
    expect(await run('upsert', { key: 'BERGS', values: { name: 'C.' } })).toMatchObject({
      version: 1,
      created: true,
    });
    expect(
      await run('anonymise', { key: 'AROUT', replacements: { name: 'erased', email: null } }),
    ).toMatchObject({
      version: 4,
      fields: ['name', 'email'],
    });
    const kept = await client.query('select * from jobwright_audit');
    expect(kept).toHaveLength(5);
    expect(stringifyJson(kept)).not.toContain('bobby@');
    expect(stringifyJson(await client.query('select answer from jobwright_inbox'))).not.toContain('bobby@');
  });

  it('are changed once by deliveries of one job at the same time, through several workers', async () => {
    const other = createConnectorHarness(customerData, { secrets: { URL: target.url } });
    const input = { key: 'ALFKI', changes: { name: 'M.' }, outboxTopic: 'customers' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        runOn(n % 2 === 0 ? harness : other, 'update', input, CAMUNDA_7_ID),
      ),
    );
    await other.close();
    expect(answers.filter(({ replayed }) => replayed === false)).toHaveLength(1);
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
    expect([await count('jobwright_audit'), await count('jobwright_outbox')]).toEqual([1, 1]);
  });

  it('are changed by different jobs one after the other, and by one of those with the same expected version', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => run('update', { key: 'ALFKI', changes: { credit: n } })),
    );
    expect(await run('get', { key: 'ALFKI' })).toMatchObject({ version: 21 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        run('update', { key: 'ALFKI', changes: { name: 'X' }, expectedVersion: 21 }),
      ),
    );
    expect(answers.filter(({ code }) => code === 'VERSION_CONFLICT')).toHaveLength(4);
    expect(answers.find(({ code }) => code === 'VERSION_CONFLICT')).toMatchObject({
      variables: { currentVersion: 22 },
    });
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => run('upsert', { key: 'NEW', values: { credit: n } })),
    );
    expect(await run('get', { key: 'NEW' })).toMatchObject({ version: 10 });
  });

  it('are changed after a deadlock with somebody else', async () => {
    // The other transaction has written more, so that it is ours that the server rolls back.
    const before = await countDeadlocks();
    const other = await target.connect();
    onTestFinished(() => other.close());
    await other.query(kind === 'postgres' ? 'begin' : 'start transaction');
    await other.query(`update records set big = 1 where id = 'ALFKI'`);
    const many = Array.from({ length: 50 }, (_, n) => `('x${n}', 'x')`).join(', ');
    await other.query(`insert into records (id, name) values ${many}`);
    const running = run('update', { key: 'ALFKI', changes: { name: 'M.' } }, '99');
    await expect.poll(() => countWaiting(), POLL).toBe(1);
    // Now it waits for what ours holds, too.
    await other
      .query(
        kind === 'postgres'
          ? 'lock table jobwright_inbox in exclusive mode'
          : 'select * from jobwright_inbox for update',
      )
      .catch(() => undefined);
    await other.query('rollback');
    expect(await running).toMatchObject({ version: 2, replayed: false });
    expect(await count('jobwright_audit')).toBe(1);
    await expect.poll(countDeadlocks, POLL).toBeGreaterThan(before);
  });

  const countDeadlocks = async (): Promise<number> => {
    const [row] = await client.query(
      kind === 'postgres'
        ? `select deadlocks as n from pg_stat_database where datname = current_database()`
        : `select variable_value as n from information_schema.global_status where variable_name = 'innodb_deadlocks'`,
    );
    return Number(row!['n']);
  };

  const countWaiting = async (): Promise<number> => {
    const rows = await client.query(
      kind === 'postgres'
        ? `select 1 as one from pg_stat_activity where wait_event_type = 'Lock'`
        : `select 1 as one from information_schema.innodb_trx where trx_state = 'LOCK WAIT'`,
    );
    return rows.length;
  };

  it('hold no lock beyond the deadline of the job', async () => {
    const other = await target.connect();
    onTestFinished(() => other.close());
    await other.query(kind === 'postgres' ? 'begin' : 'start transaction');
    await other.query(`update records set big = 1 where id = 'ALFKI'`);
    const hurried = createConnectorHarness(customerData, { secrets: { URL: target.url }, timeoutMs: 1_500 });
    const error = await runOn(hurried, 'update', { key: 'ALFKI', changes: { name: 'M.' } }).catch(
      (reason: unknown) => reason,
    );
    expect(stringifyJson(error)).not.toContain('"version"');
    await hurried.close();
    await expect.poll(() => countWaiting(), POLL).toBe(0);
    await other.query('rollback');
    expect(await run('get', { key: 'ALFKI' })).toMatchObject({ version: 1 });
  });

  it.each([
    ['update', { key: 'NOBODY', changes: { name: 'X' } }, 'CUSTOMER_NOT_FOUND'],
    ['create', { key: 'ALFKI', values: { name: 'X' } }, 'CUSTOMER_EXISTS'],
    ['find', { field: 'version', value: 1 }, 'KEY_NOT_UNIQUE'],
    ['update', { key: 'ALFKI', table: 'nowhere', changes: { name: 'X' } }, 'TABLE_UNKNOWN'],
    ['update', { key: 'ALFKI', changes: { colour: 'red', shape: 'round' } }, 'COLUMN_UNKNOWN'],
    ['update', { key: 'ALFKI', changes: { credit: 'much' } }, 'VALUE_REJECTED'],
    ['update', { key: 'ALFKI', changes: { name: 'x'.repeat(31) } }, 'VALUE_REJECTED'],
    ['update', { key: 'ALFKI', changes: { credit: -1 } }, 'CONSTRAINT_VIOLATED'],
    ['update', { key: 'ALFKI', changes: { email: 'ana@anatr.example' } }, 'CONSTRAINT_VIOLATED'],
  ])('%s with %j is %s, and changes nothing', async (operation, input, code) => {
    const error = await run(operation, input);
    expect(error).toMatchObject({ code });
    expect(stringifyJson(error)).not.toMatch(/ana@anatr|much|xxx/);
    expect([await count('jobwright_inbox'), await count('jobwright_audit')]).toEqual([0, 0]);
  });

  it('are reached with TLS, and not where the certificate is not known', async () => {
    const url = new URL(target.tlsUrl);
    const file = url.searchParams.get('sslrootcert') ?? url.searchParams.get('ssl-ca') ?? '';
    url.searchParams.delete('sslrootcert');
    url.searchParams.delete('ssl-ca');
    const secrets = { URL: url.href };
    const origin = `${target.backend}://localhost:${url.port}`;
    const authority = readFileSync(file, 'utf8');
    const network = {
      ...openNetwork,
      databaseFor: (asked: string) => (asked === origin ? { authority } : undefined),
    };
    const encrypted = createConnectorHarness(customerData, { secrets, network });
    expect(await runOn(encrypted, 'get', { key: 'ALFKI' })).toMatchObject({ version: 1 });
    await encrypted.close();
    const refused = createConnectorHarness(customerData, { secrets });
    expect(await runOn(refused, 'get', { key: 'ALFKI' })).toMatchObject({ code: 'TLS_FAILED' });
    await refused.close();
    // The operator's own command may name the file; a model may not.
    expect(await migrateCustomerData({ connectionUrl: target.tlsUrl })).toEqual([]);
    const curious = createConnectorHarness(customerData, { secrets: { URL: target.tlsUrl } });
    expect(await runOn(curious, 'get', { key: 'ALFKI' })).toMatchObject({ code: 'INPUT_INVALID' });
    await curious.close();
  });

  it('are reached only where the network lets them be', async () => {
    const secrets = { URL: target.url };
    const { port } = new URL(target.url);
    const closed = createConnectorHarness(customerData, {
      secrets,
      network: createOutboundNetwork({ mode: 'hardened' }),
    });
    expect(await runOn(closed, 'get', { key: 'ALFKI' })).toMatchObject({ code: 'DATABASE_BLOCKED' });
    await closed.close();
    const open = createConnectorHarness(customerData, {
      secrets,
      network: createOutboundNetwork({ mode: 'hardened', allowPrivate: [`127.0.0.1:${port}`] }),
    });
    expect(await runOn(open, 'get', { key: 'ALFKI' })).toMatchObject({ version: 1 });
    await open.close();
  });

  it('are safe with a user that may do no more than the guide says', async () => {
    const heading = kind === 'postgres' ? 'PostgreSQL' : 'MySQL and MariaDB';
    const guide = readFileSync(GUIDE, 'utf8');
    const [, sql] = new RegExp(`### Grants: ${heading}\\n[^]*?\`\`\`sql\\n([^]*?)\`\`\``).exec(guide) ?? [];
    const statements = sql!.replaceAll('crm.customers', 'records').replaceAll('customers', 'records');
    const [user, password] = ['jobwright_worker', 'a long password'];
    for (const statement of statements.split(';').map((text) => text.trim())) {
      if (statement !== '') await client.query(statement);
    }
    const url = new URL(target.url);
    url.username = user;
    url.password = encodeURIComponent(password);
    const limited = createConnectorHarness(customerData, { secrets: { URL: url.href } });
    const limitedRun = (operation: string, input: JsonObject) => runOn(limited, operation, input);
    expect(
      await limitedRun('create', { key: 'X', values: { name: 'X', email: 'x@x.example' } }),
    ).toMatchObject({ version: 1 });
    expect(await limitedRun('update', { key: 'X', changes: { name: 'Y' }, outboxTopic: 't' })).toMatchObject({
      version: 2,
    });
    expect(await limitedRun('upsert', { key: 'X', values: { name: 'Z' } })).toMatchObject({ version: 3 });
    expect(await limitedRun('find', { field: 'email', value: 'x@x.example' })).toMatchObject({ found: true });
    expect(await limitedRun('anonymise', { key: 'X', replacements: { email: null } })).toMatchObject({
      version: 4,
    });
    await limited.close();
    const own = await target.connect(url.href);
    await expect(own.query('delete from records')).rejects.toThrow();
    await expect(own.query('drop table records')).rejects.toThrow();
    await expect(own.query('delete from jobwright_audit')).rejects.toThrow();
    await own.close();
  });

  it('have tables that a command makes, once', async () => {
    expect(await migrateCustomerData({ connectionUrl: target.url })).toEqual([]);
    await client.query('drop table jobwright_inbox, jobwright_audit, jobwright_outbox, jobwright_migrations');
    const ofMysql = kind === 'mariadb' ? ['0004-keys-of-camunda-7'] : [];
    const names = ['0001-inbox', '0002-audit', '0003-outbox', ...ofMysql];
    expect(await listCustomerDataMigrations({ connectionUrl: target.url })).toEqual(
      names.map((name) => ({ name, applied: false })),
    );
    expect(await run('update', { key: 'ALFKI', changes: { name: 'M.' } })).toMatchObject({
      code: 'INBOX_MISSING',
    });
    const applied = await Promise.all(
      Array.from({ length: 3 }, () => migrateCustomerData({ connectionUrl: target.url })),
    );
    expect(applied.flat().sort()).toEqual(names);
    expect(await listCustomerDataMigrations({ connectionUrl: target.url })).toEqual(
      names.map((name) => ({ name, applied: true })),
    );
  });
});
