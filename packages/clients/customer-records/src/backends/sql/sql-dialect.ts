import type { ExactJson, JsonObject } from '@jobwright/json';
import type { RecordKey } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import type { AuditEntry } from './audit-entry.ts';

/** Where statements of one transaction go. Rows come back unchecked: give them to a schema. */
export interface SqlSession {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;
}

/** A table with its key column and its version column. */
export interface SqlTable {
  readonly table: string;
  readonly keyColumn: string;
  readonly versionColumn: string;
}

/** The types of columns, as far as they affect the conversion from and to JSON. */
export type ColumnKind =
  | 'json'
  /** An SQL array of JSON values. */
  | 'jsonList'
  | 'boolean'
  | 'number'
  | 'float'
  /** A point in time. */
  | 'instant'
  /** Local date and time, without a zone. */
  | 'dateTime'
  | 'date'
  | 'time'
  | 'zonedTime'
  | 'interval'
  | 'binary'
  | 'other';
export type TableColumns = ReadonlyMap<string, ColumnKind>;

export interface SqlRow {
  readonly version: number;
  readonly columns: JsonObject;
  /** The columns with all digits of their numbers, for writing them back. */
  readonly exact: ExactJson;
}

export interface SelectOptions {
  readonly where: string;
  readonly value: RecordKey;
  readonly columns: readonly string[];
  /** Locks the rows until the transaction ends. */
  readonly lock: boolean;
}

export interface RowUpdate {
  readonly key: RecordKey;
  readonly changes: JsonObject;
  readonly types: TableColumns;
  /** The values before the update. */
  readonly stored: ExactJson;
}

export interface Outcome {
  readonly idempotencyKey: string;
  /** JSON text: the result of the job. */
  readonly answer: string;
  readonly table: string;
  readonly audit: AuditEntry;
  readonly outbox: { readonly topic: string; readonly payload: string } | undefined;
}

export type SqlContext = Pick<RecordContext, 'signal' | 'resources' | 'network' | 'expiresAt' | 'trace'>;

export interface TransactionOptions<Answer> {
  readonly url: string;
  readonly context: SqlContext;
  readonly work: (session: SqlSession) => Promise<Answer>;
}

/** What differs between databases. Names are quoted, values are parameters. */
export interface SqlDialect {
  /**
   * Runs the work in one transaction, and again after a conflict with another one, until the deadline of the
   * job. An abort or a failure rolls it back.
   */
  runInTransaction<Answer>(options: TransactionOptions<Answer>): Promise<Answer>;
  /** The columns of a table; undefined: there is no such table. */
  listColumns(session: SqlSession, table: string): Promise<TableColumns | undefined>;
  /** At most two rows. */
  selectRows(
    session: SqlSession,
    table: SqlTable,
    options: SelectOptions & { readonly types: TableColumns },
  ): Promise<readonly SqlRow[]>;
  /** Resolves to the stored row with all its columns; undefined: a row with this key exists. */
  insertRow(
    session: SqlSession,
    table: SqlTable,
    options: { readonly values: JsonObject; readonly types: TableColumns },
  ): Promise<SqlRow | undefined>;
  /** Increments the version. Undefined: no row was updated. */
  updateRow(session: SqlSession, table: SqlTable, options: RowUpdate): Promise<SqlRow | undefined>;
  /** Resolves to false if the key exists already. Waits for a transaction that is writing it. */
  claimKey(session: SqlSession, key: string, fingerprint: string): Promise<boolean>;
  readClaim(session: SqlSession, key: string): Promise<unknown>;
  /** Writes the audit row, the outbox row and the answer. */
  keep(session: SqlSession, outcome: Outcome): Promise<void>;
  /** Lists every stored copy of a record's values, as `KeptText`. */
  listKept(session: SqlSession, table: string, key: string): Promise<readonly unknown[]>;
  rewriteKept(session: SqlSession, kept: KeptText): Promise<void>;
  /** Whether the error means that one of the client's own tables or columns is missing. */
  isMissingTable(error: unknown): boolean;
}

/** A JSON text in the inbox, the audit or the outbox. */
export interface KeptText {
  readonly column: 'answer' | 'before' | 'after' | 'payload';
  readonly id: string;
  readonly value: string;
}
