import type { SqlSession } from './sql-dialect.ts';

/** A connection out of a pool, for one transaction. */
export interface TransactionConnection extends SqlSession {
  /** As OpenTelemetry names the kind of database. */
  readonly system: 'postgresql' | 'mysql' | 'mariadb';
  /** `timeoutMs`: after which the server gives a statement up. */
  begin(timeoutMs: number): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Gives it back; `destroy`: closes it, and the server rolls back. */
  release(options: { readonly destroy: boolean }): void;
}
