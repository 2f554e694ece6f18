import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  bundledOption,
  connectorsOption,
  jsonOption,
  parseSeconds,
} from '../../command-line/command-options.ts';
import type { ProgramIo } from '../../command-line/program-io.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import { TEST_HELP } from './help.ts';

interface TestFlags extends SettingFlags {
  readonly resources: readonly string[] | undefined;
  readonly connectors: 'mocked' | 'real' | undefined;
  readonly filter: string | undefined;
  readonly reporter: 'default' | 'junit' | 'json' | undefined;
  readonly output: string | undefined;
  readonly timeout: number;
  readonly parallel: number;
  readonly watch: boolean;
  readonly coverage: boolean;
  readonly coverageFolder: string;
  readonly coverageThreshold: number | undefined;
  readonly json: boolean;
}

export function addTestCommand(program: Command, io: ProgramIo): void {
  program
    .command('test')
    .argument('[paths...]', '*.test.json files, folders or patterns', ['.'])
    .description("Run Camunda's JSON test cases on the embedded engine.")
    .option(
      '--resources <paths...>',
      'BPMN, DMN and form files, folders or patterns to deploy (default: those beside each test file and below)',
    )
    .addOption(
      new Option(
        '--connectors <kind>',
        'real runs connectors for the jobs that a test case does not mock (default: mocked)',
      ).choices(['mocked', 'real']),
    )
    .option('--filter <text>', 'only test cases with this text in their name')
    .addOption(new Option('--reporter <name>', 'form of the report').choices(['default', 'junit', 'json']))
    .option('--output <file>', 'write the report to this file')
    .option(
      '--timeout <seconds>',
      'how long an instruction may wait, by the clock of the engine and by that of connectors',
      parseSeconds,
      10,
    )
    .option('--parallel <count>', 'how many test cases run at a time', parseCount, 4)
    .option('--watch', 'run again when test files or resources are saved', false)
    .option('--coverage', 'report which elements and flows were passed', false)
    .option('--coverage-folder <folder>', 'where JSON and HTML of it are written', 'coverage/processes')
    .option(
      '--coverage-threshold <percent>',
      'fail if fewer elements and flows were passed; implies --coverage',
      parsePercent,
    )
    .addOption(connectorsOption())
    .addOption(bundledOption())
    .addOption(jsonOption())
    .addHelpText('after', TEST_HELP)
    .action(async (paths: readonly string[], options: TestFlags) => {
      const { runTestCommand } = await import('./run.ts');
      await runTestCommand({
        paths,
        resources: options.resources,
        connectors: options.connectors ?? 'mocked',
        filter: options.filter,
        reporter: options.json ? 'json' : (options.reporter ?? 'default'),
        outputFile: options.output,
        timeoutMs: options.timeout * 1000,
        maxParallel: options.parallel,
        isWatching: options.watch,
        coverage: readCoverage(options),
        flags: options,
        environment: io.environment,
        signal: io.stop,
        write: io.write,
        progress: io.progress,
        lastWords: io.lastWords,
      });
    });
}

function readCoverage({ coverage, coverageFolder: folder, coverageThreshold }: TestFlags) {
  const isWanted = coverage || coverageThreshold !== undefined;
  return isWanted ? { folder, thresholdPercent: coverageThreshold } : undefined;
}

const MAX_PARALLEL = 64;

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MAX_PARALLEL) return count;
  throw new InvalidArgumentError(`Expected a number from 1 to ${MAX_PARALLEL}.`);
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (text.trim() !== '' && percent >= 0 && percent <= 100) return percent;
  throw new InvalidArgumentError('Expected a percentage from 0 to 100.');
}
