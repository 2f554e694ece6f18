import { CommandError, ExitCode, wrongInputError } from '../../command-line/command-error.ts';
import { toErrorMessage } from '@jobwright/concurrency';
import type { Output } from '../../command-line/output.ts';
import { listClusters } from '../../configuration/list-clusters.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import type { Environment } from '../../configuration/environment.ts';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { createFactsReader, type FactsReader } from './facts/create-facts-reader.ts';
import { type CheckFile, findCheckFiles, readCheckFile } from './find-check-files.ts';
import { judgeFile, type JudgeOptions } from './judge-file.ts';
import { type CheckReport, type FileReport, hasFailures, listChecked } from './report/check-report.ts';
import { locatePosition } from './report/locate-position.ts';
import { renderJson } from './report/render-json.ts';
import { renderText } from './report/render-text.ts';
import { type Catalog, createCatalog } from './rules/catalog.ts';
import { type Target, TARGETS } from './rules/finding.ts';
import type { Camunda8Version } from './rules/needed-versions.ts';

export interface CheckOptions {
  /** Files, folders and patterns. */
  readonly paths: readonly string[];
  /** Default: all; then those that a file was made for count for the exit code. */
  readonly targets: readonly Target[] | undefined;
  readonly version: Camunda8Version | undefined;
  /** Job types that others process; `acme:*` stands for all that begin so. */
  readonly workers: readonly string[];
  /** Whether elements are listed that run everywhere. */
  readonly isVerbose: boolean;
  readonly flags: SettingFlags;
  /** Path of the configuration. */
  readonly file: string | undefined;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/**
 * Says of each element of models where it runs unchanged.
 * @throws CommandError when something does not run, or a file cannot be checked
 */
export async function runCheckCommand(options: CheckOptions): Promise<void> {
  const { paths, targets, version, output, isVerbose, signal } = options;
  const files = await findCheckFiles(paths, process.cwd());
  const catalog = await openCatalog(options);
  const judging: JudgeOptions = {
    targets: targets ?? TARGETS,
    hasChosenTargets: targets !== undefined,
    catalog,
    version,
  };
  const reader = createFactsReader({ signal });
  const reports: FileReport[] = [];
  try {
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      output.progress(`Checking ${file.file} (${index + 1} of ${files.length})`);
      const report = await checkFile(file, { reader, judging });
      if (report !== undefined) reports.push(report);
    }
  } finally {
    await reader.close();
  }
  const report: CheckReport = { targets: judging.targets, files: reports };
  output.result({ json: renderJson(report), lines: renderText(report, { isVerbose }) });
  finish(report);
}

/** Exits with what is worse: a file that cannot be checked. */
function finish(report: CheckReport): void {
  const { length: all } = report.files;
  const broken = all - listChecked(report).length;
  if (broken > 0) throw wrongInputError(`${broken} of ${all} files cannot be checked`);
  if (all === 0) throw wrongInputError('No model was found: give files or folders with models');
  if (hasFailures(report))
    throw new CommandError(
      ExitCode.FAILED,
      'Not everything runs where it is meant to: see the elements marked ✗',
    );
}

async function openCatalog({ file, environment, flags, workers }: CheckOptions): Promise<Catalog> {
  const configuration = readConfiguration({ file, environment, flags });
  const { connectors } = await chooseConnectors(connectorChoice(configuration));
  return createCatalog(new Map(connectors.map(({ type, name }) => [type, name])), {
    workers,
    topics: listClusters(configuration).flatMap((cluster) =>
      cluster.kind === 'camunda7' ? [cluster.topics] : [],
    ),
  });
}

async function checkFile(
  file: CheckFile,
  { reader, judging }: { readonly reader: FactsReader; readonly judging: JudgeOptions },
): Promise<FileReport | undefined> {
  const text = await readCheckFile(file);
  if (text === undefined) return undefined;
  if ('problem' in text) return { file: file.file, error: { message: text.problem } };
  const { content } = text;
  try {
    const reading = await reader.read({ name: file.file, kind: file.kind, content });
    if (reading.ok) return judgeFile(file.file, reading.facts, judging);
    const { message, position } = reading;
    return { file: file.file, error: { message, ...locatePosition(content, position) } };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return { file: file.file, error: { message: `The file cannot be checked: ${toErrorMessage(error)}` } };
  }
}
