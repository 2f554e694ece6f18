import { setTimeout as sleep } from 'node:timers/promises';
import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { sqlKinds, type SqlClient, toSqlTarget } from './testing/sql-target.ts';
import { startWorkerFleet } from './testing/worker-fleet.ts';

const { updates, rows } = inject('chaos');
const WORKERS = 4;
/** Each has a worker killed while it is worked on. */
const WAVES = 20;

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const toKey = (n: number): string => `C${n % rows}`;

async function deploy(id: string, backend: string): Promise<void> {
  const file = oneTaskProcess({
    id,
    jobType: 'io.jobwright:customer-data:1',
    retries: 20,
    headers: { operation: 'update', resultVariable: 'result', retryBackoff: 'PT0.2S' },
    inputs: {
      'connection.url': '{{secrets.CUSTOMER_DATABASE_URL}}',
      backend,
      table: 'chaos_customers',
      jsonColumns: 'merge',
      key: '=key',
      changes: '=changes',
      outboxTopic: 'chaos',
    },
  });
  await engine.core.deploy({ resources: [{ name: `${id}.bpmn`, content: file }], tenantId: '<default>' });
}

function startWave(id: string, wave: number): void {
  for (let n = wave; n < updates; n += WAVES) {
    const created = engine.core.createInstance({
      bpmnProcessId: id,
      version: -1,
      variables: { key: toKey(n), changes: { latest: n, done: { [`u${n}`]: n } } },
      tenantId: '<default>',
    });
    if (!created.ok) throw new Error(created.rejection.reason);
  }
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

test.each(sqlKinds)(
  `${updates} updates of ${rows} rows on %s, through ${WORKERS} processes that are killed: each exactly once`,
  async (kind) => {
    const target = toSqlTarget(kind);
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

    const id = `chaos-${kind}`;
    await deploy(id, target.backend);
    const fleet = await startWorkerFleet({
      size: WORKERS,
      environment: {
        ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
        ZEEBE_REST_ADDRESS: engine.restAddress,
        CAMUNDA_AUTH_STRATEGY: 'NONE',
        SECRET_CUSTOMER_DATABASE_URL: target.url,
      },
    });
    try {
      for (let wave = 0; wave < WAVES; wave += 1) {
        startWave(id, wave);
        await sleep(Math.random() * 200);
        await fleet.killOne();
      }
      await engine.core.waitForIdle({ timeoutMs: 600_000 });
    } finally {
      await fleet.close();
    }
    expect(engine.core.incidents()).toEqual([]);

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
    expect(applied.sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: updates }, (_, n) => n),
    );
    const count = async (from: string): Promise<number> =>
      Number(
        (await client.query(`select count(*) as n from ${from} where record_table = 'chaos_customers'`))[0]![
          'n'
        ],
      );
    expect([await count('jobwright_inbox'), await count('jobwright_outbox')]).toEqual([updates, updates]);
    await client.close();
  },
  900_000,
);
