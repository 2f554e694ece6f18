import type { Command } from 'commander';
import { configOption, jsonOption, toSeconds } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';

const HELP = `
All files are deployed or none. A folder means its .bpmn, .dmn and .form files and those of the folders in it, but for node_modules and hidden
ones. A file that has not changed keeps its version. The cluster is that of jobwright start, by the same file and environment.

With --json: {"cluster", "resources": [{"kind": "process" | "decision" | "decision requirements" | "form", "id", "version", "key", "file", "tenantId"}]}

Exit codes: 0 deployed, 2 wrong input, or the cluster refuses a file or the credentials, 3 the cluster does not answer.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE jobwright deploy order.bpmn
  jobwright deploy models 'forms/*.form' --config jobwright.yaml --tenant acme
  jobwright deploy . --json | jq -r '.resources[].key'
`;

interface DeployFlags {
  readonly config: string | undefined;
  readonly tenant: string | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

export function addDeployCommand(program: Command, io: ProgramIo): void {
  program
    .command('deploy')
    .argument('<files...>', 'BPMN, DMN and form files, folders, patterns')
    .description('Deploy processes, decisions and forms to the cluster.')
    .addOption(configOption())
    .option('--tenant <id>', 'tenant that they are for (default: that of the cluster)')
    .option('--timeout <seconds>', 'longest time the cluster may take', toSeconds, 30)
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(async (paths: readonly string[], { config, tenant, timeout, json }: DeployFlags) => {
      const { runDeployCommand } = await import('./run.ts');
      await runDeployCommand({
        paths,
        file: config ?? io.environment['JOBWRIGHT_CONFIG'],
        tenantId: tenant,
        timeoutMs: timeout * 1000,
        environment: io.environment,
        signal: io.stop,
        output: createOutput(io, { json }),
      });
    });
}
