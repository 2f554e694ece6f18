import { Command, InvalidArgumentError } from 'commander';
import type { Environment } from './settings.ts';

export interface ProgramIo {
  readonly environment: Environment;
  readonly version: string;
  readonly write: (text: string) => void;
  /** Aborts with the name of the signal that asks the command to stop. */
  readonly stop: AbortSignal;
}

/** The command line. Each command loads what it needs when it is called. */
export function createProgram(io: ProgramIo): Command {
  const program = new Command('jobwright')
    .description('Connectors for Camunda 8, and processes on a laptop.')
    .version(io.version)
    .exitOverride()
    .showHelpAfterError('Run with --help for options and examples.');

  program
    .command('start')
    .description('Run the bundled connectors on the Camunda 8 cluster that the environment names.')
    .option('--drain-timeout <seconds>', 'time for running jobs to end after SIGTERM', toSeconds, 20)
    .addHelpText('after', START_HELP)
    .action(async ({ drainTimeout }: { drainTimeout: number }) => {
      const stopped = new Promise<string>((resolve) => {
        io.stop.addEventListener('abort', () => resolve(String(io.stop.reason)), { once: true });
      });
      const { runStartCommand } = await import('./start-command.ts');
      await runStartCommand({ environment: io.environment, stopped, drainMs: drainTimeout * 1000 });
    });

  program
    .command('run')
    .argument('<file>', 'a BPMN file')
    .description('Run one process to its end on the embedded engine, with all bundled connectors.')
    .option('--variables <json>', 'variables of the instance: a JSON object, or @file', '{}')
    .option('--process <id>', 'which process, when the file holds several')
    .option('--documents <folder>', 'keep the documents that are made in this folder')
    .option('--timeout <seconds>', 'longest time the process may take', toSeconds, 300)
    .option('--grpc-port <port>', 'port of the engine, for workers of your own to join', toPort, 0)
    .addHelpText('after', RUN_HELP)
    .action(async (file: string, options: RunFlags) => {
      const { runRunCommand } = await import('./run-command.ts');
      const result = await runRunCommand({
        file,
        variables: options.variables,
        processId: options.process,
        documents: options.documents,
        timeoutMs: options.timeout * 1000,
        grpcPort: options.grpcPort,
        environment: io.environment,
        signal: io.stop,
      });
      io.write(`${result}\n`);
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
    .addHelpText('after', DEV_HELP)
    .action(async (paths: readonly string[], options: DevFlags) => {
      const { runDevCommand } = await import('./dev-command.ts');
      await runDevCommand({
        paths,
        ...options,
        environment: io.environment,
        signal: io.stop,
        print: (line) => io.write(`${line}\n`),
      });
    });

  return program;
}

interface DevFlags {
  readonly start: string | undefined;
  readonly variables: string;
  readonly echo: boolean;
  readonly grpcPort: number;
  readonly restPort: number;
}

interface RunFlags {
  readonly variables: string;
  readonly process: string | undefined;
  readonly documents: string | undefined;
  readonly timeout: number;
  readonly grpcPort: number;
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Expected seconds above 0, up to 86400.');
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535; 0 takes a free one.');
}

const START_HELP = `
Environment:
  ZEEBE_GRPC_ADDRESS             the cluster, e.g. grpc://localhost:26500
  ZEEBE_REST_ADDRESS             its REST API, for documents, e.g. http://localhost:8080
  CAMUNDA_*                      authentication, as @camunda8/sdk takes it
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info (default), warn, error or silent
  JOBWRIGHT_MAX_CONCURRENT_JOBS, JOBWRIGHT_MAX_JOBS_PER_CONNECTOR, JOBWRIGHT_IDEMPOTENCY_NAMESPACE
  JOBWRIGHT_EFFECTS_FOLDER       where it is noted what was sent, so that a crash does not send it twice

Exit codes: 0 stopped when asked to, 2 wrong input, 3 the cluster does not answer.

Example:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE SECRET_CRM_TOKEN=... jobwright start
`;

const RUN_HELP = `
The variables of the ended process are printed to standard output as JSON.

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent

Exit codes: 0 completed, 1 the process did not complete, 2 wrong input, 3 a port is taken.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  SECRET_CRM_TOKEN=... jobwright run onboarding.bpmn --variables @customer.json --documents ./out
`;

const DEV_HELP = `
A folder means its src/index.ts, its .bpmn files and the variables in its .env. A saved file is taken over without losing
the running instances; a mistake in it is told in a line, and the version before runs on. Types are not checked.

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent

Exit codes: 0 stopped when asked to, 2 wrong input, 3 a port is taken.

Examples:
  jobwright dev
  jobwright dev src/index.ts order.bpmn --start order --variables '{"orderId": 7}' --grpc-port 26500
`;
