export type { CheckTableOptions, MigrateOptions, MigrationState } from '@jobwright/customer-records';
export { anonymiseCustomer } from './anonymise-customer.ts';
export {
  anonymiseCustomerInput,
  type AnonymiseCustomerInput,
  anonymiseCustomerOutput,
  type AnonymiseCustomerOutput,
} from './anonymise-customer.schema.ts';
export { createCustomer } from './create-customer.ts';
export {
  createCustomerInput,
  type CreateCustomerInput,
  createCustomerOutput,
  type CreateCustomerOutput,
} from './create-customer.schema.ts';
export { findCustomer } from './find-customer.ts';
export {
  findCustomerInput,
  type FindCustomerInput,
  findCustomerOutput,
  type FindCustomerOutput,
} from './find-customer.schema.ts';
export { getCustomer } from './get-customer.ts';
export {
  getCustomerInput,
  type GetCustomerInput,
  getCustomerOutput,
  type GetCustomerOutput,
} from './get-customer.schema.ts';
export { updateCustomer } from './update-customer.ts';
export {
  updateCustomerInput,
  type UpdateCustomerInput,
  updateCustomerOutput,
  type UpdateCustomerOutput,
} from './update-customer.schema.ts';
export { upsertCustomer } from './upsert-customer.ts';
export {
  upsertCustomerInput,
  type UpsertCustomerInput,
  upsertCustomerOutput,
  type UpsertCustomerOutput,
} from './upsert-customer.schema.ts';
export { customerData } from './connector.ts';
export { type CustomerDataErrorCode, customerDataErrors } from './errors.ts';
export {
  customerDataMigrationSql,
  findMissingColumns,
  listCustomerDataMigrations,
  migrateCustomerData,
} from './migrate-customer-data.ts';
