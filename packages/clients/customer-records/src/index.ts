export type {
  AnonymisedRecord,
  AnonymiseRequest,
  CheckRecord,
  CreatedRecord,
  CreateRequest,
  FindRequest,
  GetRequest,
  RecordBackend,
  RecordKey,
  RecordVersion,
  StoredRecord,
  UpdatedRecord,
  UpdateRequest,
  UpsertedRecord,
  UpsertRequest,
} from './backends/backend.ts';
export type {
  BackendTarget,
  HubspotTarget,
  MysqlTarget,
  PostgresTarget,
  RestTarget,
  SalesforceTarget,
} from './backends/backend-target.ts';
export { parseMysqlTarget } from './backends/mysql/mysql-target.ts';
export { openRecordBackend, type OpenOptions } from './backends/open-record-backend.ts';
export type { ChangeOrigin, RecordContext } from './backends/record-context.ts';
export { parsePostgresTarget } from './backends/postgres/postgres-target.ts';
export { type DatabaseTarget, DatabaseUrlError } from './backends/sql/database-target.ts';
export { columnName, tableName } from './backends/sql/identifier.ts';
export { type CheckTableOptions, findMissingColumns } from './find-missing-columns.ts';
export {
  customerRecordsSql,
  listCustomerRecordsMigrations,
  migrateCustomerRecords,
  type MigrateOptions,
} from './migrate-customer-records.ts';
export type { MigrationState } from './migrations/migration.ts';
export type { FieldMapping } from './record/map-fields.ts';
export { mergePatch } from './record/merge-patch.ts';
export type { NormaliseRules } from './record/normalise-values.ts';
export type { RecordProblem } from './record/record-problem.ts';
export { openRecordRules, type RecordRules, type RuleOptions } from './record/record-rules.ts';
export { listReadFields } from './record/list-read-fields.ts';
export {
  RecordError,
  type RecordFailure,
  type ServiceRefusal,
  type StatementRefusal,
} from './record-failure.ts';
