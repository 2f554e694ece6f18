import type { Command } from 'commander';
import {
  bundledOption,
  configOption,
  connectorsOption,
  jsonOption,
} from '../../command-line/command-options.ts';
import type { ConnectorFlags } from '../../connector-modules/connector-choice.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';

const HELP = `
Those that jobwright start would run with the same options, file and environment.

With --json: {"connectors": [{"name", "jobType", "operations": [...], "template": {"id", "version"} | null, "package": {"name", "version"} | null, "bundled"}]}

Exit codes: 0 listed, 2 wrong input.

Examples:
  jobwright connectors
  jobwright connectors --connectors @acme/connector-slack ./connectors
  jobwright connectors --bundled none --connectors ./slack.js --json
`;

interface Flags extends ConnectorFlags {
  readonly config: string | undefined;
  readonly json: boolean;
}

export function addConnectorsCommand(program: Command, io: ProgramIo): void {
  program
    .command('connectors')
    .description('List the connectors there are: job type, operations, template, package.')
    .addOption(configOption())
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async ({ config, json, ...flags }: Flags) => {
      const { runConnectorsCommand } = await import('./run.ts');
      await runConnectorsCommand({
        flags,
        file: config ?? io.environment['JOBWRIGHT_CONFIG'],
        environment: io.environment,
        output: createOutput(io, { json }),
      });
    });
}
