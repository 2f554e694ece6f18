import { type Command, InvalidArgumentError, Option } from 'commander';
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
import { CHECK_HELP } from './help.ts';
import { type Target, TARGETS } from './rules/finding.ts';
import { CAMUNDA8_VERSIONS, type Camunda8Version } from './rules/needed-versions.ts';

interface CheckFlags extends SettingFlags {
  readonly target: readonly Target[] | undefined;
  readonly clusterVersion: Camunda8Version | undefined;
  readonly workers: readonly string[] | undefined;
  readonly verbose: boolean;
  readonly config: string | undefined;
  readonly json: boolean;
}

export function addCheckCommand(program: Command, io: ProgramIo): void {
  program
    .command('check')
    .argument('[paths...]', 'BPMN, DMN and form files, element templates, folders or patterns', ['.'])
    .description('Say what of models runs on Camunda 8, on Camunda 7 and on the embedded engine.')
    .addOption(
      new Option('--target <target>', 'where the models have to run; may be repeated (default: all)')
        .choices(TARGETS)
        .argParser(collectTarget),
    )
    .addOption(
      new Option('--cluster-version <version>', 'version of Camunda 8 (default: any of them)').choices(
        CAMUNDA8_VERSIONS,
      ),
    )
    .option(
      '--workers <job-types...>',
      'job types and topics that other workers process; acme:* for all that begin with acme:',
    )
    .option('--verbose', 'also list what runs', false)
    .addOption(configOption())
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', CHECK_HELP)
    .action(async (paths: readonly string[], options: CheckFlags) => {
      const { runCheckCommand } = await import('./run.ts');
      const { target, clusterVersion, workers, verbose, config, json, ...flags } = options;
      await runCheckCommand({
        paths,
        targets: target,
        version: clusterVersion,
        workers: workers ?? [],
        isVerbose: verbose,
        flags,
        file: configFile(config, io.environment),
        environment: io.environment,
        signal: io.stop,
        output: createOutput(io, { json }),
      });
    });
}

function collectTarget(text: string, given: readonly Target[] = []): readonly Target[] {
  const target = TARGETS.find((one) => one === text);
  if (target === undefined) throw new InvalidArgumentError(`Expected one of ${TARGETS.join(', ')}.`);
  return given.includes(target) ? given : [...given, target];
}
