import type { Command } from 'commander';
import {
  bundledOption,
  configFile,
  configOption,
  connectorsOption,
  drainTimeoutOption,
  httpPortOption,
} from '../../command-line/command-options.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { START_HELP } from './help.ts';

interface StartFlags extends SettingFlags {
  readonly config: string | undefined;
}

export function addStartCommand(program: Command, io: ProgramIo): void {
  program
    .command('start')
    .description('Run connectors on Camunda 8, Camunda 7 and Operaton, as a service.')
    .addOption(configOption())
    .addOption(drainTimeoutOption())
    .addOption(httpPortOption())
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addHelpText('after', START_HELP)
    .action(async ({ config, ...flags }: StartFlags) => {
      const { runStartCommand } = await import('./run.ts');
      await runStartCommand({
        flags,
        file: configFile(config, io.environment),
        environment: io.environment,
        version: io.version,
        stop: io.stop,
      });
    });
}
