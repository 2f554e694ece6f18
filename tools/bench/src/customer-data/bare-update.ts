import { Pool } from 'pg';
import type { Contender, ContenderOptions } from './connector-update.ts';

/** As many as the connector has. */
const CONNECTIONS = 5;

/** The same transaction, written by hand: inbox, row lock, update, audit row, answer. */
export function createBareUpdate(url: string, { namespace, rows }: ContenderOptions): Contender {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS });
  let n = 0;
  const update = async (): Promise<void> => {
    n += 1;
    const key = `C${n % rows}`;
    const idempotencyKey = `${namespace}-${n}-${process.pid}`;
    const changes = JSON.stringify({ status: `active ${n}`, credit: n, profile: { segment: 'plus', n } });
    const client = await pool.connect();
    try {
      await client.query(
        `begin isolation level read committed; set local statement_timeout = 30000; set local lock_timeout = 10000`,
      );
      const claimed = await client.query(
        'insert into jobwright_inbox (key, fingerprint) values ($1, $2) on conflict (key) do nothing returning key',
        [idempotencyKey, 'fingerprint'],
      );
      if (claimed.rowCount !== 1) throw new Error('The key was there');
      const locked = await client.query<{
        version: number;
        status: string;
        credit: string;
        profile: unknown;
      }>('select version, status, credit, profile from customers where id = $1 for update', [key]);
      const [before] = locked.rows;
      if (before === undefined) throw new Error('No such customer');
      const written = await client.query<{ version: number }>(
        `update customers set (status, credit, profile) =
           (select status, credit, profile from jsonb_populate_record(customers, $2::jsonb)),
           version = version + 1 where id = $1 returning version, status, credit, profile`,
        [key, changes],
      );
      const answer = JSON.stringify({
        key,
        version: written.rows[0]?.version,
        previous: before,
        updated: written.rows[0],
      });
      await client.query(
        `with audited as (
           insert into jobwright_audit (operation, record_table, record_key, version_before, version_after, fields, before, after,
             process_id, process_instance_key, element_id, element_instance_key, job_key, tenant_id)
           values ('update', 'customers', $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, 'bench', '2', 'task', '3', '1', '<default>'))
         update jobwright_inbox set answer = $2::jsonb, record_table = 'customers', record_key = $3 where key = $1`,
        [
          ...[idempotencyKey, answer, key, before.version, before.version + 1],
          ...['["status","credit","profile"]', JSON.stringify(before), changes],
        ],
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  return { update, close: () => pool.end() };
}
