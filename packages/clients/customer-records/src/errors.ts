/** Every code of this connector and what to do about it. What HTTP answers has the codes of `@jobwright/http-client`. */
export const customerDataErrors = {
  CUSTOMER_NOT_FOUND:
    'No record has this key. Make it a BPMN error in the error expression if that can happen.',
  CUSTOMER_EXISTS: 'A record with this key is there already: update it, or use `upsert`.',
  KEY_NOT_UNIQUE: 'More than one record has this value, or its column has no unique index.',
  VERSION_CONFLICT:
    'Somebody else changed the customer; `error.variables.currentVersion` tells the version now. Read it again and decide anew.',
  RECORD_INVALID:
    'The values break the JSON Schema, or one cannot be normalised; `error.variables.problems` lists them.',
  TABLE_UNKNOWN: 'Correct the input `table`, or the search path of the connection.',
  COLUMN_UNKNOWN: 'Correct the columns that `error.variables.missing` lists.',
  VALUE_REJECTED: 'A value does not fit its column; `error.variables.columns` names it.',
  CONSTRAINT_VIOLATED:
    'A value breaks the constraint in `error.variables.constraint`, of the columns in `columns`.',
  INBOX_MISSING: 'Run `jobwright migrate customer-data` once on this database.',
  AUDIT_MISSING: 'Run `jobwright migrate customer-data` once on this database.',
  IDEMPOTENCY_KEY_REUSED:
    'Two different requests came under one key: give clusters that share a database different namespaces.',
  DATABASE_BLOCKED: 'The settings of the network do not let this database be reached.',
  CONNECTION_INVALID: 'Correct the connection URL as the message says.',
  ACCESS_DENIED: 'Check user, password or token, the name of the database, and what the user may do.',
  TLS_FAILED: 'Check the TLS mode of the connection URL and the certificates.',
  DATABASE_REJECTED: 'The database refused the statement; `error.variables.sqlState` tells why.',
  BACKEND_REJECTED: 'The service refused the request; `error.variables` tells why.',
  BACKEND_ANSWER: 'The service answered something else than its API says; check the URLs.',
  TRANSACTION_CONFLICT: 'Tried again by itself: others held or changed the record for too long.',
  DATABASE_UNAVAILABLE:
    'Tried again by itself: the database could not be reached, broke off or took too long.',
  BACKEND_UNAVAILABLE: 'Tried again by itself: the service has no time or no capacity now.',
} as const;

export type CustomerDataErrorCode = keyof typeof customerDataErrors;
