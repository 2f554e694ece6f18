import {
  type CheckTableOptions,
  customerRecordsSql,
  findMissingColumns as findMissingInTable,
  listCustomerRecordsMigrations,
  migrateCustomerRecords,
  type MigrateOptions,
  type MigrationState,
} from '@jobwright/customer-records';
import { mapRecordErrors } from './customer-data-error.ts';

/**
 * The connector's own tables as SQL, for those who may not let a program make them. May run any number of
 * times.
 */
export const customerDataMigrationSql = customerRecordsSql;

/**
 * Makes the tables the connector needs besides the customers' own, and brings older ones up to date. May run
 * any number of times. Resolves to the names of the migrations that were missing.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export const migrateCustomerData = (options: MigrateOptions): Promise<readonly string[]> =>
  mapRecordErrors(() => migrateCustomerRecords(options));

/**
 * Which migrations a database has; changes nothing.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export const listCustomerDataMigrations = (options: MigrateOptions): Promise<readonly MigrationState[]> =>
  mapRecordErrors(() => listCustomerRecordsMigrations(options));

/**
 * Names what a table lacks of what jobs will need, before the first of them: the columns, or `undefined` in
 * place of them when there is no such table. Changes nothing.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export const findMissingColumns = (options: CheckTableOptions): Promise<readonly string[] | undefined> =>
  mapRecordErrors(() => findMissingInTable(options));
