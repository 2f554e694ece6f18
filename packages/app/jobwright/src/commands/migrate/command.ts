import { Argument, type Command, Option } from 'commander';
import { jsonOption } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { MIGRATE_HELP } from './help.ts';

interface MigrateFlags {
  readonly json: boolean;
  readonly urlFromEnv?: string;
  readonly status: boolean;
  readonly table?: string;
  readonly columns: string;
  readonly print?: 'postgres' | 'mysql';
}

export function addMigrateCommand(program: Command, io: ProgramIo): void {
  program
    .command('migrate')
    .addArgument(new Argument('<connector>', 'connector whose tables to create').choices(['customer-data']))
    .description('Create or update the database tables of a connector.')
    .option('--url-from-env <name>', 'environment variable that holds the URL of the database')
    .option('--status', 'only report what is missing', false)
    .option('--table <name>', 'with --status: also check this customer table')
    .option(
      '--columns <names>',
      'with --table: columns the table must have, separated by commas',
      'id,version',
    )
    .addOption(new Option('--print <database>', 'only print the SQL').choices(['postgres', 'mysql']))
    .addOption(jsonOption())
    .addHelpText('after', MIGRATE_HELP)
    .action(async (_connector: string, { json, ...flags }: MigrateFlags) => {
      const { runMigrateCommand } = await import('./run.ts');
      await runMigrateCommand({ flags, environment: io.environment, output: createOutput(io, { json }) });
    });
}
