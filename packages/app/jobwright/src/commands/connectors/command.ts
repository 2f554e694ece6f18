import type { Command } from 'commander';
import {
  bundledOption,
  configFile,
  configOption,
  connectorsOption,
  jsonOption,
} from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { CONNECTORS_HELP } from './help.ts';

interface ConnectorsFlags extends SettingFlags {
  readonly config: string | undefined;
  readonly json: boolean;
}

export function addConnectorsCommand(program: Command, io: ProgramIo): void {
  program
    .command('connectors')
    .description('List the available connectors: job type, operations, template and package.')
    .addOption(configOption())
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', CONNECTORS_HELP)
    .action(async ({ config, json, ...flags }: ConnectorsFlags) => {
      const { runConnectorsCommand } = await import('./run.ts');
      await runConnectorsCommand({
        flags,
        file: configFile(config, io.environment),
        environment: io.environment,
        output: createOutput(io, { json }),
      });
    });
}
