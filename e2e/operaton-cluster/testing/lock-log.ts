import type { SqlClient } from '../../sql/testing/sql-target.ts';

/** Every change of every lock, recorded by the database of the engine. */
export interface LockLog {
  /** How often a task was locked for a worker. */
  locked(): Promise<number>;
  /** How often a lock was extended. */
  extended(): Promise<number>;
  /** How often a task was locked after the lock of another worker had expired. */
  takenOver(): Promise<number>;
  /** Tasks that were locked for a worker while the lock of another was still good. */
  lockedTwice(): Promise<readonly string[]>;
}

/** Begins to record. All workers are to lock tasks for `lockMs`. */
export async function recordLocks(
  client: SqlClient,
  { lockMs }: { readonly lockMs: number },
): Promise<LockLog> {
  await client.query(`create table lock_log (
    id bigint generated always as identity primary key, task text not null, worker_before text, until_before timestamp,
    worker_after text, until_after timestamp)`);
  await client.query(`create function log_lock() returns trigger language plpgsql as $$ begin
    insert into lock_log (task, worker_before, until_before, worker_after, until_after)
    values (new.id_, old.worker_id_, old.lock_exp_time_, new.worker_id_, new.lock_exp_time_);
    return new;
    end $$`);
  await client.query(`create trigger log_lock after update on act_ru_ext_task for each row
    when (old.worker_id_ is distinct from new.worker_id_ or old.lock_exp_time_ is distinct from new.lock_exp_time_)
    execute function log_lock()`);
  const changed = 'worker_after is not null and worker_before is distinct from worker_after';
  // By the clock of the engine alone: a new lock began `lockMs` before it ends.
  const overlapping = `${changed} and worker_before is not null and until_before > until_after - interval '${lockMs} milliseconds'`;
  const count = async (condition: string): Promise<number> => {
    const [row] = await client.query(`select count(*) as n from lock_log where ${condition}`);
    return Number(row?.['n']);
  };
  return {
    locked: () => count(changed),
    extended: () => count('worker_before = worker_after and until_after > until_before'),
    takenOver: () => count(`${changed} and worker_before is not null`),
    async lockedTwice() {
      const rows = await client.query(`select * from lock_log where ${overlapping}`);
      return rows.map((row) => JSON.stringify(row));
    },
  };
}
