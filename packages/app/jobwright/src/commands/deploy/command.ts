import type { Command } from 'commander';
import { configFile, configOption, jsonOption, parseSeconds } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { DEPLOY_HELP } from './help.ts';

interface DeployFlags {
  readonly config: string | undefined;
  readonly cluster: string | undefined;
  readonly tenant: string | undefined;
  readonly timeout: number;
  readonly json: boolean;
}

export function addDeployCommand(program: Command, io: ProgramIo): void {
  program
    .command('deploy')
    .argument('<files...>', 'BPMN, DMN and form files, folders or patterns')
    .description('Deploy processes, decisions and forms to the cluster.')
    .addOption(configOption())
    .option('--cluster <name>', 'name of the cluster, if the configuration has several')
    .option('--tenant <id>', 'tenant to deploy for (default: the default tenant of the cluster)')
    .option('--timeout <seconds>', 'how long the cluster may take to answer', parseSeconds, 30)
    .addOption(jsonOption())
    .addHelpText('after', DEPLOY_HELP)
    .action(async (paths: readonly string[], { config, cluster, tenant, timeout, json }: DeployFlags) => {
      const { runDeployCommand } = await import('./run.ts');
      await runDeployCommand({
        paths,
        file: configFile(config, io.environment),
        cluster,
        tenantId: tenant,
        timeoutMs: timeout * 1000,
        environment: io.environment,
        signal: io.stop,
        output: createOutput(io, { json }),
      });
    });
}
