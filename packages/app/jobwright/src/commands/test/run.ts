import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError, ExitCode, wrongInputError } from '../../command-line/command-error.ts';
import { describeError } from '../../command-line/describe-error.ts';
import type { Environment } from '../../configuration/environment.ts';
import type { SettingFlags } from '../../configuration/read-configuration.ts';
import type { LastWords } from '../../loop/watch-loop.ts';
import { findTestFiles } from './find-test-files.ts';
import { renderJsonReport } from './reporters/render-json-report.ts';
import { renderJunitReport } from './reporters/render-junit-report.ts';
import { renderTextReport } from './reporters/render-text-report.ts';
import { type RunFilesOptions, runTestFiles } from './run-test-files.ts';
import { type CoverageOptions, startCoverage } from './start-coverage.ts';
import { countTests, type TestReport } from './test-report.ts';
import { watchTests } from './watch-tests.ts';

export interface TestOptions {
  /** Test files, folders and patterns. */
  readonly paths: readonly string[];
  /**
   * Files, folders and patterns of BPMN, DMN and form files. Default: those beside each test file and below.
   */
  readonly resources: readonly string[] | undefined;
  readonly connectors: 'mocked' | 'real';
  readonly filter: string | undefined;
  readonly reporter: 'default' | 'junit' | 'json';
  /** Default: standard output. */
  readonly outputFile: string | undefined;
  /** How long an instruction may wait. */
  readonly timeoutMs: number;
  readonly maxParallel: number;
  readonly isWatching: boolean;
  /** Default: coverage is not collected. */
  readonly coverage: CoverageOptions | undefined;
  /** Options that choose connectors. */
  readonly flags: SettingFlags;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
  readonly progress: (text: string) => void;
  /** How to report the end when the rest of the command can no longer run. */
  readonly lastWords: LastWords;
}

/**
 * Runs test cases and reports how they went, once or whenever a file is saved.
 * @throws CommandError when a test case failed, a file is wrong or a connector broke
 */
export async function runTestCommand(options: TestOptions): Promise<void> {
  if (options.connectors === 'mocked') return runTests(options, await openSecrets(options));
  const { openRealConnectors } = await import('./real-connectors.ts');
  const connectors = await openRealConnectors(options);
  const signal = AbortSignal.any([options.signal, connectors.broken]);
  try {
    await runTests({ ...options, signal }, connectors.forTests);
  } catch (error) {
    connectors.broken.throwIfAborted();
    throw error;
  } finally {
    connectors.end();
  }
  connectors.broken.throwIfAborted();
}

/** The secrets of the engine, which jobs get whoever completes them; for none, the runtime is not loaded. */
async function openSecrets({ environment }: TestOptions): Promise<RunFilesOptions['forTests']> {
  if (!Object.keys(environment).some((name) => name.startsWith('SECRET_'))) return {};
  const { createEngineSecrets } = await import('../../embedded/engine-secrets.ts');
  return { secrets: createEngineSecrets(environment).provider };
}

async function runTests(options: TestOptions, forTests: RunFilesOptions['forTests']): Promise<void> {
  const from = process.cwd();
  const find = (): Promise<readonly string[]> => findTestFiles(options.paths, from);
  const run = async (files: readonly string[]): Promise<RunOutcome> => {
    const isForPeople = options.reporter === 'default' || options.outputFile !== undefined;
    const coverage = startCoverage(options.coverage, {
      write: isForPeople ? options.write : undefined,
    });
    const report = await runTestFiles({ ...options, files, from, forTests });
    if (!options.signal.aborted) await writeReport(report, options);
    return { report, lowCoverage: coverage.finish() };
  };
  if (options.isWatching) return watchTests({ ...options, from, find, run });
  const { report, lowCoverage } = await run(await find());
  options.signal.throwIfAborted();
  const { failed, passed } = countTests(report);
  if (failed > 0)
    throw new CommandError(ExitCode.FAILED, `${failed} of ${failed + passed} test cases failed`);
  if (passed === 0) {
    throw wrongInputError(
      options.filter === undefined
        ? 'No test case found: the files have none'
        : `No test case has "${options.filter}" in its name`,
    );
  }
  if (lowCoverage.length > 0) throw new CommandError(ExitCode.FAILED, lowCoverage.join('; '));
}

interface RunOutcome {
  readonly report: TestReport;
  /** Where coverage is too low. */
  readonly lowCoverage: readonly string[];
}

const renderers = { default: renderTextReport, junit: renderJunitReport, json: renderJsonReport } as const;

/** With a file, the report for people goes to standard output. */
async function writeReport(report: TestReport, { reporter, outputFile, write }: TestOptions): Promise<void> {
  const text = renderers[reporter](report);
  if (outputFile === undefined) {
    write(text);
    return;
  }
  write(renderTextReport(report));
  try {
    await mkdir(dirname(outputFile), { recursive: true });
    await writeFile(outputFile, text);
  } catch (cause) {
    throw wrongInputError(`${outputFile} cannot be written: ${describeError(cause)}`, { cause });
  }
}
