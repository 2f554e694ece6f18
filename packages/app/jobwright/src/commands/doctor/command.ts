import type { Command } from 'commander';
import {
  bundledOption,
  configFile,
  configOption,
  connectorsOption,
  httpPortOption,
  jsonOption,
  parseSeconds,
} from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { DOCTOR_HELP } from './help.ts';

interface DoctorFlags extends SettingFlags {
  readonly config: string | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

export function addDoctorCommand(program: Command, io: ProgramIo): void {
  program
    .command('doctor')
    .description('Check everything that jobwright start needs, and say how to fix what is wrong.')
    .addOption(configOption())
    .addOption(httpPortOption())
    .option('--timeout <seconds>', 'how long each check may take', parseSeconds, 10)
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', DOCTOR_HELP)
    .action(async ({ config, timeout, json, ...flags }: DoctorFlags) => {
      const { runDoctorCommand } = await import('./run.ts');
      await runDoctorCommand({
        flags,
        file: configFile(config, io.environment),
        environment: io.environment,
        node: io.node,
        timeoutMs: timeout * 1000,
        signal: io.stop,
        output: createOutput(io, { json }),
      });
    });
}
