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
  readonly data: string | undefined;
}

export function addDevCommand(program: Command, io: ProgramIo): void {
  program
    .command('dev')
    .argument('[paths...]', 'folders with a connector, .ts or .js modules, or .bpmn files', ['.'])
    .description('Run connectors and processes on the embedded engine, and reload them when you save.')
    .option('--start <process>', 'start an instance of this process, and report incidents and its end')
    .option('--variables <json>', 'variables of that instance: a JSON object, or @file', '{}')
    .option(
      '--echo',
      'start a service that answers every request; its address is the variable echoUrl',
      false,
    )
    .option('--grpc-port <port>', 'gRPC port of the engine; 0 picks a free port', parsePort, 0)
    .option('--rest-port <port>', 'REST port of the engine; 0 picks a free port', parsePort, 0)
    .option('--data <folder>', 'keep all data of the engine in this folder; default: in memory')
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addHelpText('after', DEV_HELP)
    .action(async (paths: readonly string[], options: DevFlags) => {
      const { readDevInput } = await import('./read-dev-input.ts');
      const input = await readDevInput({ paths, ...options, flags: options, environment: io.environment });
      const { runDevCommand } = await import('./run.ts');
      await runDevCommand({
        ...options,
        ...input,
        dataDirectory: options.data,
        terminal: io.terminal,
        signal: io.stop,
        print: (line) => io.write(`${line}\n`),
        lastWords: io.lastWords,
      });
    });
}
