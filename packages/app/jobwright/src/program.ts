import { Argument, Command, Option } from 'commander';
import { addCompletionCommand } from './commands/completion/command.ts';
import {
  bundledOption,
  configOption,
  connectorsOption,
  httpPortOption,
  jsonOption,
  toPort,
  toSeconds,
} from './command-line/command-options.ts';
import {
  DEV_HELP,
  MIGRATE_HELP,
  PROGRAM_HELP,
  RUN_HELP,
  START_HELP,
  TEMPLATES_HELP,
} from './command-line/program-help.ts';
import type { ConnectorFlags } from './connector-modules/connector-choice.ts';
import { addConnectorsCommand } from './commands/connectors/command.ts';
import { addDeployCommand } from './commands/deploy/command.ts';
import { addDoctorCommand } from './commands/doctor/command.ts';
import { createOutput } from './command-line/output.ts';
import type { ProgramIo } from './command-line/program-io.ts';

/** The command line. Each command loads what it needs when it is called. */
export function createProgram(io: ProgramIo): Command {
  const program = new Command('jobwright')
    .description('Connectors for Camunda 8, and processes on a laptop.')
    .version(io.version)
    .exitOverride()
    .showHelpAfterError('Run with --help for options and examples.')
    .addHelpText('after', PROGRAM_HELP);

  program
    .command('start')
    .description('Run connectors on the Camunda 8 cluster that the environment names.')
    .addOption(configOption())
    .option(
      '--drain-timeout <seconds>',
      'time for running jobs to end after SIGTERM (default: 20)',
      toSeconds,
    )
    .addOption(httpPortOption())
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addHelpText('after', START_HELP)
    .action(async ({ drainTimeout, httpPort, config, ...flags }: StartFlags) => {
      const { runStartCommand } = await import('./commands/start/run.ts');
      await runStartCommand({
        flags,
        file: config ?? io.environment['JOBWRIGHT_CONFIG'],
        environment: {
          ...io.environment,
          ...(drainTimeout !== undefined && { JOBWRIGHT_DRAIN_TIMEOUT_SECONDS: String(drainTimeout) }),
          ...(httpPort !== undefined && { JOBWRIGHT_HTTP_PORT: String(httpPort) }),
        },
        stop: io.stop,
      });
    });

  program
    .command('run')
    .argument('<file>', 'a BPMN file')
    .description('Run one process to its end on the embedded engine, with connectors.')
    .option('--variables <json>', 'variables of the instance: a JSON object, or @file', '{}')
    .option('--process <id>', 'which process, when the file holds several')
    .option('--documents <folder>', 'keep the documents that are made in this folder')
    .option('--timeout <seconds>', 'longest time the process may take', toSeconds, 300)
    .option('--grpc-port <port>', 'port of the engine, for workers of your own to join', toPort, 0)
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', RUN_HELP)
    .action(async (file: string, options: RunFlags) => {
      const { runRunCommand } = await import('./commands/run/run.ts');
      await runRunCommand({
        file,
        variables: options.variables,
        processId: options.process,
        documents: options.documents,
        timeoutMs: options.timeout * 1000,
        grpcPort: options.grpcPort,
        flags: options,
        environment: io.environment,
        signal: io.stop,
        output: createOutput(io, options),
        lastWords: io.lastWords,
      });
    });

  program
    .command('dev')
    .argument('[paths...]', 'folders of connectors, .ts or .js modules, .bpmn files', ['.'])
    .description('Run connectors and processes on the embedded engine, and reload what is saved.')
    .option('--start <process>', 'start one instance of this process and tell its end')
    .option('--variables <json>', 'variables of that instance: a JSON object, or @file', '{}')
    .option(
      '--echo',
      'start a service that answers every request; the variable echoUrl is its address',
      false,
    )
    .option('--grpc-port <port>', 'port of the engine; 0 takes a free one', toPort, 0)
    .option('--rest-port <port>', 'port of its REST API; 0 takes a free one', toPort, 0)
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addHelpText('after', DEV_HELP)
    .action(async (paths: readonly string[], options: DevFlags) => {
      const { runDevCommand } = await import('./commands/dev/run.ts');
      await runDevCommand({
        paths,
        ...options,
        flags: options,
        environment: io.environment,
        signal: io.stop,
        print: (line) => io.write(`${line}\n`),
        lastWords: io.lastWords,
      });
    });

  program
    .command('templates')
    .argument(
      '[names-or-paths...]',
      'packages, folders, modules, also in TypeScript (default: the bundled ones)',
    )
    .description('Write the element templates of connectors, for the modeler.')
    .option('--out <folder>', 'where they go', '.camunda/element-templates')
    .addOption(jsonOption())
    .addHelpText('after', TEMPLATES_HELP)
    .action(async (namesAndPaths: readonly string[], { out, json }: TemplatesFlags) => {
      const { runTemplatesCommand } = await import('./commands/templates/run.ts');
      await runTemplatesCommand({ namesAndPaths, folder: out, output: createOutput(io, { json }) });
    });

  program
    .command('migrate')
    .addArgument(new Argument('<connector>', 'whose tables').choices(['customer-data']))
    .description('Make the tables that a connector keeps in a database, or bring them up to date.')
    .option('--url-from-env <name>', 'variable of the environment with the URL of the database')
    .option('--status', 'only tell what is missing', false)
    .option('--table <name>', 'with --status: also look at this table of customers')
    .option('--columns <names>', 'with --table: the columns it must have, separated by commas', 'id,version')
    .addOption(new Option('--print <database>', 'only print the SQL').choices(['postgres', 'mysql']))
    .addOption(jsonOption())
    .addHelpText('after', MIGRATE_HELP)
    .action(async (_connector: string, { json, ...flags }: MigrateFlags) => {
      const { runMigrateCommand } = await import('./commands/migrate/run.ts');
      await runMigrateCommand({ flags, environment: io.environment, output: createOutput(io, { json }) });
    });

  addDeployCommand(program, io);
  addConnectorsCommand(program, io);
  addDoctorCommand(program, io);
  addCompletionCommand(program, io);

  return program;
}

interface TemplatesFlags {
  readonly out: string;
  readonly json: boolean;
}

interface MigrateFlags {
  readonly json: boolean;
  readonly urlFromEnv?: string;
  readonly status: boolean;
  readonly table?: string;
  readonly columns: string;
  readonly print?: 'postgres' | 'mysql';
}

interface StartFlags extends ConnectorFlags {
  readonly config: string | undefined;
  readonly drainTimeout: number | undefined;
  readonly httpPort: number | undefined;
}

interface DevFlags extends ConnectorFlags {
  readonly start: string | undefined;
  readonly variables: string;
  readonly echo: boolean;
  readonly grpcPort: number;
  readonly restPort: number;
}

interface RunFlags extends ConnectorFlags {
  readonly json: boolean;
  readonly variables: string;
  readonly process: string | undefined;
  readonly documents: string | undefined;
  readonly timeout: number;
  readonly grpcPort: number;
}
