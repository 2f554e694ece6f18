import { type Command, Option } from 'commander';
import { jsonOption } from '../../command-line/command-options.ts';
import { createOutput } from '../../command-line/output.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import { CLUSTER_KINDS, type ClusterKind } from './cluster-kind.ts';
import { INIT_HELP } from './help.ts';

interface InitFlags {
  readonly kind?: ClusterKind;
  readonly out: string;
  readonly json: boolean;
}

export function addInitCommand(program: Command, io: ProgramIo): void {
  program
    .command('init')
    .description('Write a configuration file to begin with.')
    .addOption(
      new Option(
        '--kind <kind>',
        'the cluster; camunda7 also for Operaton; default: a terminal is asked, else camunda8',
      ).choices(CLUSTER_KINDS),
    )
    .option('--out <file>', 'file to write, which must not exist', 'jobwright.yaml')
    .addOption(jsonOption())
    .addHelpText('after', INIT_HELP)
    .action(async ({ kind, out, json }: InitFlags) => {
      const { runInitCommand } = await import('./run.ts');
      await runInitCommand({
        kind,
        file: out,
        version: io.version,
        ask: json ? undefined : io.terminal?.ask,
        stop: io.stop,
        output: createOutput(io, { json }),
      });
    });
}
