import { type Command, Option } from 'commander';
import {
  bundledOption,
  connectorsOption,
  jsonOption,
  parsePort,
  parseSeconds,
} from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { RUN_HELP } from './help.ts';

interface RunFlags extends SettingFlags {
  readonly json: boolean;
  readonly variables: string;
  readonly process: string | undefined;
  readonly resources: readonly string[] | undefined;
  readonly complete: readonly string[];
  readonly documents: string | undefined;
  readonly timeout: number;
  readonly grpcPort: number;
}

export function addRunCommand(program: Command, io: ProgramIo): void {
  program
    .command('run')
    .argument('<file>', 'a BPMN file')
    .description('Run one process to completion on the embedded engine, with connectors.')
    .option('--variables <json>', 'variables of the instance: a JSON object or @file', '{}')
    .option('--process <id>', 'ID of the process, if the file has several')
    .option(
      '--resources <paths...>',
      'files, folders or patterns to deploy with it (default: the .dmn and .form files beside it, if it refers to any)',
    )
    .addOption(
      new Option('--complete <task=json>', 'complete a user task with variables; repeat it for several')
        .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
        .default([], 'you are asked on a terminal'),
    )
    .option('--documents <folder>', 'store documents in this folder')
    .option('--timeout <seconds>', 'how long the process may take', parseSeconds, 300)
    .option(
      '--grpc-port <port>',
      'gRPC port of the engine, for your own workers; 0 picks a free port',
      parsePort,
      0,
    )
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', RUN_HELP)
    .action(async (file: string, options: RunFlags) => {
      const environment = { JOBWRIGHT_LOG_LEVEL: 'warn', ...io.environment };
      const { readRunInput } = await import('./read-run-input.ts');
      const input = await readRunInput({ ...options, file, flags: options, environment });
      const { runRunCommand } = await import('./run.ts');
      await runRunCommand({
        ...{ file, input, environment },
        processId: options.process,
        documents: options.documents,
        timeoutMs: options.timeout * 1000,
        grpcPort: options.grpcPort,
        signal: io.stop,
        output: createOutput(io, options),
        terminal: options.json ? undefined : io.terminal,
        lastWords: io.lastWords,
      });
    });
}
