import {
  customerDataMigrationSql,
  findMissingColumns,
  listCustomerDataMigrations,
  migrateCustomerData,
} from '@jobwright/connector-customer-data';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { CommandError, ExitCode, toWrongInput } from './command-error.ts';
import type { Environment } from './settings.ts';

export interface MigrateOptions {
  readonly connector: string;
  readonly flags: {
    readonly urlFromEnv?: string;
    readonly status: boolean;
    readonly table?: string;
    /** Separated by commas. */
    readonly columns: string;
    readonly print?: string;
  };
  readonly environment: Environment;
  readonly print: (line: string) => void;
}

/**
 * Makes the tables of a connector, tells which are missing, or prints their SQL.
 * @throws CommandError when something is missing with `--status`, or the database refuses
 */
export async function runMigrateCommand({
  connector,
  flags,
  environment,
  print,
}: MigrateOptions): Promise<void> {
  if (connector !== 'customer-data') {
    throw toWrongInput(`${connector} keeps no tables; the connector that does is customer-data`);
  }
  if (flags.print !== undefined) return print(toSql(flags.print));
  const connectionUrl = readUrl(flags.urlFromEnv, environment);
  try {
    if (flags.status) return await tellStatus(connectionUrl, { flags, print });
    const applied = await migrateCustomerData({ connectionUrl });
    for (const name of applied) print(`Applied ${name}`);
    if (applied.length === 0) print('Nothing to do: the tables are up to date');
  } catch (error) {
    if (!isConnectorFailure(error)) throw error;
    const exitCode = error.kind === 'retryable' ? ExitCode.UNAVAILABLE : ExitCode.WRONG_INPUT;
    throw new CommandError(exitCode, `${error.code}: ${error.message}`, { cause: error });
  }
}

async function tellStatus(
  connectionUrl: string,
  { flags, print }: Pick<MigrateOptions, 'flags' | 'print'>,
): Promise<void> {
  const missing: string[] = [];
  for (const { name, applied } of await listCustomerDataMigrations({ connectionUrl })) {
    print(`${applied ? 'applied' : 'missing'}  ${name}`);
    if (!applied) missing.push(name);
  }
  const { table } = flags;
  if (table !== undefined) {
    const columns = flags.columns.split(',').map((name) => name.trim());
    const lacking = await findMissingColumns({ connectionUrl, table, columns });
    const found =
      lacking === undefined ? [`table ${table}`] : lacking.map((name) => `column ${table}.${name}`);
    for (const what of found) print(`missing  ${what}`);
    missing.push(...found);
  }
  if (missing.length > 0) {
    throw new CommandError(ExitCode.PROCESS_FAILED, `The database lacks ${missing.join(', ')}`);
  }
}

function toSql(database: string): string {
  if (database === 'postgres' || database === 'mysql') return customerDataMigrationSql[database].trimEnd();
  throw toWrongInput(`There is no SQL for ${database}: take postgres or mysql`);
}

function readUrl(name: string | undefined, environment: Environment): string {
  if (name === undefined) {
    throw toWrongInput(
      'Give --url-from-env with the name of a variable: a URL on the command line would be seen by others',
    );
  }
  const url = environment[name];
  if (url === undefined || !/^(postgres(ql)?|mysql|mariadb):\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw toWrongInput(
      `${name} holds no URL such as postgres://user:password@host:5432/database or mysql://...`,
    );
  }
  return url;
}
