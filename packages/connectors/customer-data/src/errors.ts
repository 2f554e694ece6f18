import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import type { RecordFailure, ServiceRefusal, StatementRefusal } from '@jobwright/customer-records';
import { httpErrors } from '@jobwright/http-client';

/**
 * Every code of this connector: what it says itself, and what any call over HTTP to a service can fail with.
 */
export const customerDataErrors = defineErrors({
  CUSTOMER_NOT_FOUND: {
    retry: false,
    when: 'no record has this key',
    advice:
      'Expected? `if error.code = "CUSTOMER_NOT_FOUND" then bpmnError("...") else null` in the error expression.',
  },
  CUSTOMER_EXISTS: {
    retry: false,
    when: 'a record with this key already exists',
    advice: 'Update it, or use `upsert`.',
  },
  KEY_NOT_UNIQUE: {
    retry: false,
    when: 'more than one record has this value, or its column has no unique index',
    advice: 'Use a unique field; a key column needs a unique index.',
  },
  VERSION_CONFLICT: {
    retry: false,
    when: 'somebody else changed the customer',
    advice:
      'Read the customer again and decide again; `error.variables.currentVersion` is the current version.',
  },
  RECORD_INVALID: {
    retry: false,
    when: 'the values violate the JSON Schema, are not in the mapping, or cannot be normalised',
    advice: '`error.variables.problems` lists path and message of each, without values.',
  },
  TABLE_UNKNOWN: {
    retry: false,
    when: 'the user of the connection cannot see such a table',
    advice: 'Correct `table`, or the search path of the connection.',
  },
  COLUMN_UNKNOWN: {
    retry: false,
    when: 'the table or the service lacks a field',
    advice: '`error.variables.missing` lists all missing ones.',
  },
  VALUE_REJECTED: {
    retry: false,
    when: 'a value does not fit its column',
    advice: '`error.variables.columns` names it.',
  },
  CONSTRAINT_VIOLATED: {
    retry: false,
    when: 'a value violates a constraint',
    advice: '`error.variables.constraint` names the constraint, `columns` its columns.',
  },
  INBOX_MISSING: {
    retry: false,
    when: 'the database has no table for finished jobs',
    advice: 'Run `jobwright migrate customer-data` once on this database.',
  },
  AUDIT_MISSING: {
    retry: false,
    when: 'the database has no table for audit or outbox, or an old one',
    advice: 'Run `jobwright migrate customer-data` once on this database.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    retry: false,
    when: 'two different requests have the same key',
    advice: 'Give clusters that share a database different idempotency namespaces.',
  },
  ACCESS_DENIED: {
    retry: false,
    when: 'the database or the service refuses the login or the request',
    advice: 'Check user, password or token, the name of the database, and the permissions of the user.',
  },
  DATABASE_BLOCKED: {
    retry: false,
    when: 'the network settings block this database',
    advice: 'Allow it in the [network settings](../../../docs/network.md#databases).',
  },
  CONNECTION_INVALID: {
    retry: false,
    when: 'the connection URL cannot be used',
    advice: 'Correct it as the message says.',
  },
  TLS_FAILED: {
    retry: false,
    when: 'there is no encrypted connection to the database',
    advice: 'Check the TLS mode of the connection URL and the certificates.',
  },
  DATABASE_REJECTED: {
    retry: false,
    when: 'the database refused the statement',
    advice: '`error.variables.sqlState` says why.',
  },
  BACKEND_REJECTED: {
    retry: false,
    when: 'the service refused the request',
    advice: '`error.variables` has status, category or error code, reasons and fields from the service.',
  },
  BACKEND_ANSWER: {
    retry: false,
    when: 'the response does not match the API of the service',
    advice: 'Check the URLs.',
  },
  TRANSACTION_CONFLICT: {
    retry: true,
    when: 'others locked the record for 10 seconds or kept changing it; deadlocks are first retried at once',
    advice: 'Nothing, unless it happens often.',
  },
  DATABASE_UNAVAILABLE: {
    retry: true,
    when: 'the database could not be reached, disconnected, or did not finish within 30 seconds',
    advice: 'Check the database and the network.',
  },
  BACKEND_UNAVAILABLE: {
    retry: true,
    when: 'the service is overloaded or unavailable (408, 425, 429, 5xx)',
    advice: 'Nothing: its `Retry-After` is respected.',
  },
  ...httpErrors.table,
});

/** A code of this connector. */
export type CustomerDataErrorCode = ErrorCodeOf<typeof customerDataErrors>;

/** A wrong JSON Schema is wrong input; what a server refused depends on its reason. */
type KindWithCode = Exclude<
  RecordFailure['kind'],
  'schemaInvalid' | 'checkTooLarge' | 'statementRefused' | 'serviceRefused'
>;

/** What each failure of the client is called here. */
export const failureCodes = {
  rowNotFound: 'CUSTOMER_NOT_FOUND',
  recordNotFound: 'CUSTOMER_NOT_FOUND',
  rowExists: 'CUSTOMER_EXISTS',
  rowNotUnique: 'KEY_NOT_UNIQUE',
  recordNotUnique: 'KEY_NOT_UNIQUE',
  keyNotIndexed: 'KEY_NOT_UNIQUE',
  versionConflict: 'VERSION_CONFLICT',
  recordInvalid: 'RECORD_INVALID',
  tableUnknown: 'TABLE_UNKNOWN',
  columnsUnknown: 'COLUMN_UNKNOWN',
  fieldNameInvalid: 'COLUMN_UNKNOWN',
  valueRejected: 'VALUE_REJECTED',
  versionInvalid: 'VALUE_REJECTED',
  keyNotReported: 'VALUE_REJECTED',
  inboxMissing: 'INBOX_MISSING',
  auditMissing: 'AUDIT_MISSING',
  idempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  connectionInvalid: 'CONNECTION_INVALID',
  databaseBlocked: 'DATABASE_BLOCKED',
  encryptionFailed: 'TLS_FAILED',
  rowNotWritten: 'DATABASE_REJECTED',
  keyNotWritable: 'BACKEND_REJECTED',
  answerInvalid: 'BACKEND_ANSWER',
  migrationRunning: 'TRANSACTION_CONFLICT',
  recordContended: 'TRANSACTION_CONFLICT',
  databaseUnavailable: 'DATABASE_UNAVAILABLE',
} as const satisfies Readonly<Record<KindWithCode, CustomerDataErrorCode>>;

export const statementCodes = {
  accessDenied: 'ACCESS_DENIED',
  columnUnknown: 'COLUMN_UNKNOWN',
  conflict: 'TRANSACTION_CONFLICT',
  constraintViolated: 'CONSTRAINT_VIOLATED',
  encryptionNeeded: 'TLS_FAILED',
  other: 'DATABASE_REJECTED',
  tableUnknown: 'TABLE_UNKNOWN',
  unavailable: 'DATABASE_UNAVAILABLE',
  valueRejected: 'VALUE_REJECTED',
} as const satisfies Readonly<Record<StatementRefusal, CustomerDataErrorCode>>;

export const serviceCodes = {
  accessDenied: 'ACCESS_DENIED',
  answerInvalid: 'BACKEND_ANSWER',
  changed: 'VERSION_CONFLICT',
  conflict: 'TRANSACTION_CONFLICT',
  exists: 'CUSTOMER_EXISTS',
  fieldUnknown: 'COLUMN_UNKNOWN',
  notFound: 'CUSTOMER_NOT_FOUND',
  notUnique: 'KEY_NOT_UNIQUE',
  rejected: 'BACKEND_REJECTED',
  unavailable: 'BACKEND_UNAVAILABLE',
} as const satisfies Readonly<Record<ServiceRefusal, CustomerDataErrorCode>>;
