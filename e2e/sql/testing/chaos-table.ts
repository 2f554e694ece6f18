import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { expect } from 'vitest';
import type { SqlClient, SqlTarget } from './sql-target.ts';

/** A table whose rows are updated by workers that are killed meanwhile. */
export interface ChaosTable {
  /** Inputs of the connector, as FEEL over the variables `key` and `changes`, or texts. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The variables of the n-th update. */
  variablesOf(n: number): { readonly key: string; readonly changes: Readonly<Record<string, unknown>> };
  /** Each update has been made once, one after the other on each row. */
  expectEachUpdateOnce(): Promise<void>;
  close(): Promise<void>;
}

export interface ChaosSize {
  readonly updates: number;
  readonly rows: number;
}

export async function createChaosTable(target: SqlTarget, { updates, rows }: ChaosSize): Promise<ChaosTable> {
  const { kind } = target;
  const toKey = (n: number): string => `C${n % rows}`;
  const client = await target.connect();
  const after = kind === 'postgres' ? 'after::text' : 'cast(`after` as char)';
  await migrateCustomerData({ connectionUrl: target.url });
  await client.query('drop view if exists audit_text');
  await client.query(`create view audit_text as select record_table, record_key, process_instance_key, version_before,
    version_after, operation, process_id, element_id, ${after} as after_text from jobwright_audit
    where record_table = 'chaos_customers'`);
  await client.query('drop table if exists chaos_customers');
  await client.query(
    `create table chaos_customers (id varchar(20) primary key, version int not null, latest int, done ${target.jsonType})`,
  );
  const values = Array.from({ length: rows }, (_, n) => `('${toKey(n)}', 1)`).join(', ');
  await client.query(`insert into chaos_customers (id, version) values ${values}`);

  return {
    inputs: {
      'connection.url': '{{secrets.CUSTOMER_DATABASE_URL}}',
      backend: target.backend,
      table: 'chaos_customers',
      jsonColumns: 'merge',
      key: '=key',
      changes: '=changes',
      outboxTopic: 'chaos',
    },
    variablesOf: (n) => ({ key: toKey(n), changes: { latest: n, done: { [`u${n}`]: n } } }),
    expectEachUpdateOnce: () => expectEachUpdateOnce(client, { updates, rows, toKey }),
    close: () => client.close(),
  };
}

interface AuditRow {
  readonly key: string;
  readonly instance: string;
  readonly before: number;
  readonly after: number;
  readonly change: { readonly latest: number; readonly done: Readonly<Record<string, number>> };
}

async function readAudit(client: SqlClient): Promise<readonly AuditRow[]> {
  const found = await client.query('select * from audit_text order by record_key, version_after');
  return found.map((row) => ({
    key: String(row['record_key']),
    instance: String(row['process_instance_key']),
    before: Number(row['version_before']),
    after: Number(row['version_after']),
    change: JSON.parse(String(row['after_text'])) as AuditRow['change'],
  }));
}

async function expectEachUpdateOnce(
  client: SqlClient,
  { updates, rows, toKey }: ChaosSize & { readonly toKey: (n: number) => string },
): Promise<void> {
  const audit = await readAudit(client);
  expect(audit).toHaveLength(updates);
  expect(new Set(audit.map(({ instance }) => instance)).size).toBe(updates);

  // A serial model: the changes of each row one after the other, in the order that its versions tell.
  const model = new Map(
    Array.from({ length: rows }, (_, n) => [toKey(n), { version: 1, latest: -1, done: {} }]),
  );
  for (const { key, before, after: version, change } of audit) {
    const row = model.get(key)!;
    expect([before, version]).toEqual([row.version, row.version + 1]);
    // The audit row tells the column as it is after the merge: one member more than before.
    expect(change.done).toEqual({ ...row.done, [`u${change.latest}`]: change.latest });
    model.set(key, { version, latest: change.latest, done: change.done });
  }
  const stored = await client.query('select * from chaos_customers');
  const actual = stored.map((row) => [
    row['id'],
    {
      version: row['version'],
      latest: row['latest'],
      done: typeof row['done'] === 'string' ? (JSON.parse(row['done']) as unknown) : row['done'],
    },
  ]);
  expect(new Map(actual as [string, unknown][])).toEqual(model);
  const applied = [...model.values()].flatMap(({ done }) => Object.values(done));
  expect(applied.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: updates }, (_, n) => n));
  const count = async (from: string): Promise<number> =>
    Number(
      (await client.query(`select count(*) as n from ${from} where record_table = 'chaos_customers'`))[0]![
        'n'
      ],
    );
  expect([await count('jobwright_inbox'), await count('jobwright_outbox')]).toEqual([updates, updates]);
}
