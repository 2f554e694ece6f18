export {
  type CheckTableOptions,
  customerDataErrors,
  type CustomerDataErrorCode,
  customerDataMigrationSql,
  findMissingColumns,
  listCustomerDataMigrations,
  migrateCustomerData,
  type MigrateOptions,
  type MigrationState,
} from '@jobwright/customer-records';
export {
  anonymiseInput,
  type AnonymiseInput,
  anonymiseOutput,
  type AnonymiseOutput,
} from './anonymise-customer.schema.ts';
export { customerData } from './connector.ts';
export { createInput, type CreateInput, createOutput, type CreateOutput } from './create-customer.schema.ts';
export { findInput, type FindInput, findOutput, type FindOutput } from './find-customer.schema.ts';
export { getInput, type GetInput, getOutput, type GetOutput } from './get-customer.schema.ts';
export { updateInput, type UpdateInput, updateOutput, type UpdateOutput } from './update-customer.schema.ts';
export { upsertInput, type UpsertInput, upsertOutput, type UpsertOutput } from './upsert-customer.schema.ts';
