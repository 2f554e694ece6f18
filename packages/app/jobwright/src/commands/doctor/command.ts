import type { Command } from 'commander';
import {
  bundledOption,
  configOption,
  connectorsOption,
  httpPortOption,
  jsonOption,
  toSeconds,
} from '../../command-line/command-options.ts';
import type { ConnectorFlags } from '../../connector-modules/connector-choice.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';

const HELP = `
Checks Node, the configuration, that connectors load, authentication, the cluster by gRPC and REST and its clock, each secret store, documents
(one is written, read and deleted), job types of deployed models (8.8 and later), the folders of effects and of state, the port of probes and metrics, egress and proxies. Give it the options,
file and environment of jobwright start. All checks run side by side; values of secrets are never shown.

With --json: {"ok", "checks": [{"check", "status": "ok" | "warning" | "failed", "message", "advice": string | null}]}

Exit codes: 0 nothing failed, 1 a check failed, 2 wrong input.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE jobwright doctor
  jobwright doctor --config jobwright.yaml --http-port 8080
  jobwright doctor --json | jq '.checks[] | select(.status != "ok")'
`;

interface Flags extends ConnectorFlags {
  readonly config: string | undefined;
  readonly httpPort: number | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

export function addDoctorCommand(program: Command, io: ProgramIo): void {
  program
    .command('doctor')
    .description('Check all that jobwright start needs, and say what to do.')
    .addOption(configOption())
    .addOption(httpPortOption())
    .option('--timeout <seconds>', 'longest time a check may take', toSeconds, 10)
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async ({ config, httpPort, timeout, json, ...flags }: Flags) => {
      const { runDoctorCommand } = await import('./run.ts');
      await runDoctorCommand({
        flags,
        file: config ?? io.environment['JOBWRIGHT_CONFIG'],
        environment: {
          ...io.environment,
          ...(httpPort !== undefined && { JOBWRIGHT_HTTP_PORT: String(httpPort) }),
        },
        node: io.node,
        timeoutMs: timeout * 1000,
        signal: io.stop,
        output: createOutput(io, { json }),
      });
    });
}
