export {
  anonymiseInput,
  type AnonymiseInput,
  anonymiseOutput,
  type AnonymiseOutput,
} from './anonymise.schema.ts';
export { customerData } from './connector.ts';
export { createInput, type CreateInput, createOutput, type CreateOutput } from './create.schema.ts';
export { customerDataErrors, type CustomerDataErrorCode } from './errors.ts';
export { findInput, type FindInput, findOutput, type FindOutput } from './find.schema.ts';
export { findMissingColumns, type CheckTableOptions } from './find-missing-columns.ts';
export { getInput, type GetInput, getOutput, type GetOutput } from './get.schema.ts';
export {
  customerDataMigrationSql,
  listCustomerDataMigrations,
  migrateCustomerData,
  type MigrateOptions,
} from './migrate.ts';
export type { MigrationState } from './migrations/migration.ts';
export { updateInput, type UpdateInput, updateOutput, type UpdateOutput } from './update.schema.ts';
export { upsertInput, type UpsertInput, upsertOutput, type UpsertOutput } from './upsert.schema.ts';
