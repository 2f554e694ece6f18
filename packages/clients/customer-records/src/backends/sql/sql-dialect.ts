import type { ExactJson, JsonObject } from '@jobwright/json';
import type { RecordKey } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import type { AuditEntry } from './audit-entry.ts';

/** Where statements of one transaction go. Rows come back unchecked: give them to a schema. */
export interface SqlSession {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;
}

/** Which table, and how its rows are told apart and counted. */
export interface SqlTable {
  readonly table: string;
  readonly keyColumn: string;
  readonly versionColumn: string;
}

/** What matters of a column's type when values become JSON and back. */
export type ColumnKind =
  | 'json'
  /** A list of them, which is not one of JSON. */
  | 'jsonList'
  | 'boolean'
  | 'number'
  | 'float'
  /** A moment, whatever its zone was. */
  | 'instant'
  /** What calendar and clock show, without a zone. */
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
  /** The columns whose numbers are written back by what is stored, with all their digits. */
  readonly exact: ExactJson;
}

export interface SelectOptions {
  readonly where: string;
  readonly value: RecordKey;
  readonly columns: readonly string[];
  /** Keeps others from changing the rows until the transaction ends. */
  readonly lock: boolean;
}

export interface RowUpdate {
  readonly key: RecordKey;
  readonly changes: JsonObject;
  readonly types: TableColumns;
  /** What the columns hold before. */
  readonly stored: ExactJson;
}

export interface Outcome {
  readonly idempotencyKey: string;
  /** JSON text: what the job is answered. */
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

/** What one kind of database does its own way. Names are quoted, values are parameters. */
export interface SqlDialect {
  /**
   * Runs the work in one transaction, again when it only met another transaction, until the deadline of the job. An abort
   * or a failure rolls it back.
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
  /** Undefined: there is a row with this key. Otherwise the row as it is stored, with all its columns. */
  insertRow(
    session: SqlSession,
    table: SqlTable,
    options: { readonly values: JsonObject; readonly types: TableColumns },
  ): Promise<SqlRow | undefined>;
  /** Counts the version up. Undefined: the database let nothing be changed. */
  updateRow(session: SqlSession, table: SqlTable, options: RowUpdate): Promise<SqlRow | undefined>;
  /** False: the key was there before. Waits for a transaction that is about to write it. */
  claimKey(session: SqlSession, key: string, fingerprint: string): Promise<boolean>;
  readClaim(session: SqlSession, key: string): Promise<unknown>;
  /** Writes what is kept besides the record. */
  keep(session: SqlSession, outcome: Outcome): Promise<void>;
  /** What is kept of a record: `kept` tells the table and column, `value` is JSON text. */
  listKept(session: SqlSession, table: string, key: string): Promise<readonly unknown[]>;
  rewriteKept(session: SqlSession, kept: KeptText): Promise<void>;
  /** Whether the database misses a table. */
  isMissingTable(error: unknown): boolean;
}

/** One JSON text of those the connector keeps. */
export interface KeptText {
  readonly place: 'answer' | 'before' | 'after' | 'payload';
  readonly id: string;
  readonly value: string;
}
