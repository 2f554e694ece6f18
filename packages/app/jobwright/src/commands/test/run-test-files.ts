import { readFile } from 'node:fs/promises';
import { parseTestCases, runTestCases, type RunTestCasesOptions } from '@jobwright/test-cases';
import { CommandError } from '../../command-line/command-error.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { showPath } from './find-test-files.ts';
import { findTestResources } from './find-test-resources.ts';
import type { FileReport, TestReport } from './test-report.ts';

export interface RunFilesOptions {
  /** Absolute. */
  readonly files: readonly string[];
  /** What shown paths are relative to. */
  readonly from: string;
  readonly resources: readonly string[] | undefined;
  /** Connectors and secrets. */
  readonly forTests: Pick<RunTestCasesOptions, 'connectors' | 'runtime' | 'secrets'>;
  readonly filter: string | undefined;
  readonly timeoutMs: number;
  readonly maxParallel: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Runs test files one after the other, each with its test cases in parallel. */
export async function runTestFiles(options: RunFilesOptions): Promise<TestReport> {
  const startedAtMs = performance.now();
  const files: FileReport[] = [];
  for (const file of options.files) {
    if (options.signal.aborted) break;
    const report = await runTestFile(file, options);
    const isLeftOut =
      options.filter !== undefined && report.testCases.length === 0 && report.problems.length === 0;
    if (!isLeftOut) files.push(report);
  }
  return { files, durationMs: Math.round(performance.now() - startedAtMs) };
}

async function runTestFile(path: string, options: RunFilesOptions): Promise<FileReport> {
  const { from, filter, timeoutMs, maxParallel, signal, progress, forTests } = options;
  const file = showPath(path, from);
  const broken = (problems: FileReport['problems']): FileReport => ({ file, problems, testCases: [] });
  try {
    const parsed = parseTestCases(await readFile(path, 'utf8'));
    if (!parsed.ok) return broken(parsed.problems);
    const resources = await findTestResources(path, { given: options.resources ?? [], from });
    const { testCases } = await runTestCases(parsed.file, {
      resources,
      ...(filter !== undefined && { filter }),
      ...forTests,
      startTime: new Date(),
      timeoutMs,
      maxParallel,
      signal,
      onProgress: ({ done, total, name }) => progress(`${file}: ${done} of ${total}, ${name}`),
    });
    return { file, problems: [], testCases };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return broken([{ path: '', message: describeError(error) }]);
  }
}
