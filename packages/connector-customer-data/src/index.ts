export { customerData } from './connector.ts';
export { customerDataErrors, type CustomerDataErrorCode } from './errors.ts';
export { customerDataMigrationSql, migrateCustomerData, type MigrateOptions } from './migrate.ts';
export { updateInput, type UpdateInput, updateOutput, type UpdateOutput } from './update.schema.ts';
