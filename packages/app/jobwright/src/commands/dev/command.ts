import type { Command } from 'commander';
import { bundledOption, connectorsOption, parsePort } from '../../command-line/command-options.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { DEV_HELP } from './help.ts';

interface DevFlags extends SettingFlags {
  readonly start: string | undefined;
  readonly variables: string;
  readonly echo: boolean;
  readonly grpcPort: number;
  readonly restPort: number;
}

export function addDevCommand(program: Command, io: ProgramIo): void {
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
    .option('--grpc-port <port>', 'port of the engine; 0 takes a free one', parsePort, 0)
    .option('--rest-port <port>', 'port of its REST API; 0 takes a free one', parsePort, 0)
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addHelpText('after', DEV_HELP)
    .action(async (paths: readonly string[], options: DevFlags) => {
      const { runDevCommand } = await import('./run.ts');
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
}
