import {
  customerDataMigrationSql,
  findMissingColumns,
  listCustomerDataMigrations,
  migrateCustomerData,
} from '@jobwright/connector-customer-data';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { CommandError, ExitCode, wrongInputError } from '../../command-line/command-error.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';

export interface MigrateOptions {
  readonly flags: {
    readonly urlFromEnv?: string;
    readonly status: boolean;
    readonly table?: string;
    /** Separated by commas. */
    readonly columns: string;
    readonly print?: 'postgres' | 'mysql';
  };
  readonly environment: Environment;
  readonly output: Output;
}

/**
 * Creates the tables of a connector, reports which are missing, or prints their SQL.
 * @throws CommandError when `--status` finds something missing, or the database refuses
 */
export async function runMigrateCommand({ flags, environment, output }: MigrateOptions): Promise<void> {
  if (flags.print !== undefined) {
    const sql = customerDataMigrationSql[flags.print].trimEnd();
    return output.result({ json: JSON.stringify({ sql }), lines: [sql] });
  }
  const connectionUrl = readUrl(flags.urlFromEnv, environment);
  try {
    if (flags.status) return await reportStatus(connectionUrl, { flags, output });
    output.progress('Creating missing tables');
    const applied = await migrateCustomerData({ connectionUrl });
    output.result({
      json: JSON.stringify({ applied }),
      lines: applied.length === 0 ? ['The tables are up to date'] : applied.map((name) => `Applied ${name}`),
    });
  } catch (error) {
    if (!isConnectorFailure(error)) throw error;
    const exitCode = error.kind === 'retryable' ? ExitCode.UNAVAILABLE : ExitCode.WRONG_INPUT;
    throw new CommandError(exitCode, `${error.code}: ${error.message}`, { cause: error });
  }
}

async function reportStatus(
  connectionUrl: string,
  { flags, output }: Pick<MigrateOptions, 'flags' | 'output'>,
): Promise<void> {
  output.progress('Checking the tables');
  const migrations = await listCustomerDataMigrations({ connectionUrl });
  const { table } = flags;
  const lacking =
    table === undefined ? [] : await findLacking(connectionUrl, { table, columns: flags.columns });
  const missing = [...migrations.flatMap(({ name, applied }) => (applied ? [] : [name])), ...lacking];
  output.result({
    json: JSON.stringify({ migrations, missing }),
    lines: [
      ...migrations.map(({ name, applied }) => `${applied ? 'applied' : 'missing'}  ${name}`),
      ...lacking.map((what) => `missing  ${what}`),
    ],
  });
  if (missing.length > 0) {
    throw new CommandError(ExitCode.FAILED, `Missing in the database: ${missing.join(', ')}`);
  }
}

async function findLacking(
  connectionUrl: string,
  { table, columns }: { readonly table: string; readonly columns: string },
): Promise<readonly string[]> {
  const names = columns.split(',').map((name) => name.trim());
  const lacking = await findMissingColumns({ connectionUrl, table, columns: names });
  return lacking === undefined ? [`table ${table}`] : lacking.map((name) => `column ${table}.${name}`);
}

function readUrl(name: string | undefined, environment: Environment): string {
  if (name === undefined) {
    throw wrongInputError(
      'Use --url-from-env with the name of a variable: other users could see a URL on the command line',
    );
  }
  const url = environment[name];
  if (url === undefined || !/^(postgres(ql)?|mysql|mariadb):\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw wrongInputError(
      `${name} must hold a URL such as postgres://user:password@host:5432/database or mysql://...`,
    );
  }
  return url;
}
