import type { JsonObject } from '@jobwright/json';
import type { RecordKey, RecordVersion } from './backends/backend.ts';
import type { RecordProblem } from './record/record-problem.ts';

/** Why a database refused a statement. */
export type StatementRefusal =
  | 'accessDenied'
  | 'columnUnknown'
  | 'conflict'
  | 'constraintViolated'
  | 'encryptionNeeded'
  | 'other'
  | 'tableUnknown'
  | 'unavailable'
  | 'valueRejected';

/** Why a service refused a request. */
export type ServiceRefusal =
  | 'accessDenied'
  | 'answerInvalid'
  | 'changed'
  | 'conflict'
  | 'exists'
  | 'fieldUnknown'
  | 'notFound'
  | 'notUnique'
  | 'rejected'
  | 'unavailable';

/**
 * All that can go wrong with records, each kind with its facts. No fact holds a password, a token or a value
 * of a record.
 */
export type RecordFailure =
  /** A table has no row with the key. */
  | { readonly kind: 'rowNotFound'; readonly table: string; readonly key: RecordKey }
  /** A row with the key is there already. Without `key` the database gave one. */
  | { readonly kind: 'rowExists'; readonly table: string; readonly key?: RecordKey }
  /** More than one row has the value. */
  | {
      readonly kind: 'rowNotUnique';
      readonly table: string;
      readonly column: string;
      readonly key: RecordKey;
    }
  /** The row could be locked, and was not changed: a trigger, a rule or a policy is in the way. */
  | { readonly kind: 'rowNotWritten'; readonly table: string; readonly key: RecordKey }
  /** The database gave a key to a new row and did not say which. */
  | { readonly kind: 'keyNotReported'; readonly table: string }
  /** The key column has no unique index. */
  | { readonly kind: 'keyNotIndexed'; readonly table: string; readonly column: string }
  | { readonly kind: 'tableUnknown'; readonly table: string }
  | { readonly kind: 'columnsUnknown'; readonly table: string; readonly missing: readonly string[] }
  /** A value cannot be one of its column. */
  | { readonly kind: 'valueRejected'; readonly column: string }
  /** The version column holds something else than whole numbers. */
  | { readonly kind: 'versionInvalid'; readonly table: string }
  /** Somebody else changed the record. */
  | {
      readonly kind: 'versionConflict';
      readonly key: RecordKey;
      readonly expectedVersion: RecordVersion;
      readonly currentVersion: RecordVersion;
    }
  /** Values break the JSON Schema, are not in the mapping, or cannot be normalised. */
  | { readonly kind: 'recordInvalid'; readonly problems: readonly RecordProblem[] }
  /** The JSON Schema is not one. */
  | { readonly kind: 'schemaInvalid' }
  /** Checking the record by the JSON Schema took too much of it. */
  | { readonly kind: 'checkTooLarge'; readonly limit: 'time' | 'memory' }
  /** The tables of the client have not been made: run the migration. */
  | { readonly kind: 'inboxMissing' }
  | { readonly kind: 'auditMissing' }
  /** Another request came under the same key. */
  | { readonly kind: 'idempotencyKeyReused'; readonly idempotencyKey: string }
  | { readonly kind: 'migrationRunning' }
  /** The connection URL cannot be used. */
  | { readonly kind: 'connectionInvalid' }
  /** `database` is its host, port and name, here and below. */
  | { readonly kind: 'databaseBlocked'; readonly database: string }
  | { readonly kind: 'encryptionFailed'; readonly database: string }
  /** Not reachable, broken off, held back by a limit, or not done in time. */
  | { readonly kind: 'databaseUnavailable'; readonly database: string; readonly retryAfterMs?: number }
  | {
      readonly kind: 'statementRefused';
      readonly refusal: StatementRefusal;
      readonly database: string;
      readonly sqlState: string;
      /** Of MySQL and MariaDB. */
      readonly errorNumber?: number;
      readonly constraint?: string;
      readonly table?: string;
      readonly columns?: readonly string[];
    }
  /** A service has no record with the key. */
  | { readonly kind: 'recordNotFound'; readonly key: RecordKey }
  /** A service has more than one record with the value. */
  | { readonly kind: 'recordNotUnique'; readonly field: string; readonly value: RecordKey }
  /** Others changed the record each time it was about to be written. */
  | { readonly kind: 'recordContended'; readonly key: RecordKey }
  | {
      readonly kind: 'serviceRefused';
      readonly refusal: ServiceRefusal;
      readonly status: number;
      /** What the service says of it: categories, codes and names of fields. */
      readonly details: JsonObject;
      readonly retryAfterMs?: number;
    }
  /** The service answered something else than its API says. */
  | { readonly kind: 'answerInvalid' }
  /** The service gives this key itself: a record cannot be put under it. */
  | { readonly kind: 'keyNotWritable' }
  | { readonly kind: 'fieldNameInvalid'; readonly field: string };

interface RecordErrorOptions {
  readonly failure: RecordFailure;
  /** What failed and what to do, without passwords and values. */
  readonly message: string;
  readonly cause?: unknown;
}

/** What this package throws. `failure` says what happened, `message` the same in words. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly failure: RecordFailure;

  constructor({ failure, message, cause }: RecordErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.failure = failure;
  }
}
