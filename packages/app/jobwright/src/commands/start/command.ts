import type { Command } from 'commander';
import {
  bundledOption,
  configOption,
  connectorsOption,
  httpPortOption,
  toSeconds,
} from '../../command-line/command-options.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { ConnectorFlags } from '../../connector-modules/connector-choice.ts';
import { START_HELP } from './help.ts';

interface StartFlags extends ConnectorFlags {
  readonly config: string | undefined;
  readonly drainTimeout: number | undefined;
  readonly httpPort: number | undefined;
}

export function addStartCommand(program: Command, io: ProgramIo): void {
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
      const { runStartCommand } = await import('./run.ts');
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
}
