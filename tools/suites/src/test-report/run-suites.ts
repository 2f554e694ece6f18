import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderByLength } from './order-suites.ts';
import type { Form, Suite } from './suites.ts';

export interface SuiteRun {
  readonly form: Form;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the output of each suite goes. */
  readonly logFolder: string;
  /**
   * Whether the output is also written to the terminal: as it comes of a suite that runs alone, else at its
   * end.
   */
  readonly showsOutput: boolean;
  readonly write: (line: string) => void;
}

export interface SuiteResults {
  readonly seconds: ReadonlyMap<string, number>;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

interface Measured {
  readonly suite: Suite;
  readonly isWell: boolean;
  readonly seconds: number;
}

/** Most suites wait more than they compute. */
const AT_ONCE = 2;

/**
 * Runs the suites of a form, two at a time but for those that run alone, whatever comes of each.
 */
export async function runSuites(suites: readonly Suite[], run: SuiteRun): Promise<SuiteResults> {
  const seconds = new Map<string, number>();
  const failed: string[] = [];
  const skipped: string[] = [];
  const running = new Set<Promise<void>>();
  const start = async (suite: Suite, command: string): Promise<void> => {
    const measured = await runSuite(suite, command, run);
    seconds.set(suite.name, measured.seconds);
    if (!measured.isWell) failed.push(suite.name);
  };
  for (const suite of orderByLength(suites, run.form)) {
    const command = suite[run.form];
    if (command === undefined) continue;
    if (suite.needsCluster && !run.environment['ZEEBE_GRPC_ADDRESS']) {
      skipped.push(suite.name);
      run.write(`skipped        ${suite.name}: no cluster is named`);
      continue;
    }
    if (suite.alone) await Promise.all(running);
    while (running.size >= AT_ONCE) await Promise.race(running);
    const ended = start(suite, command).finally(() => running.delete(ended));
    running.add(ended);
    if (suite.alone) await ended;
  }
  await Promise.all(running);
  return { seconds, failed, skipped };
}

async function runSuite(suite: Suite, command: string, run: SuiteRun): Promise<Measured> {
  const { logFolder, showsOutput, write } = run;
  const log = join(logFolder, `${suite.name.replace(/[^a-z0-9]+/g, '-')}.log`);
  mkdirSync(logFolder, { recursive: true });
  if (showsOutput) write(`\n== ${command}`);
  const began = performance.now();
  const isShownAtOnce = showsOutput && suite.alone;
  const isWell = await runCommand(command, run.environment, isShownAtOnce ? undefined : log);
  const seconds = (performance.now() - began) / 1000;
  if (showsOutput && !isShownAtOnce)
    write(`\n== Output of ${command}\n${readFileSync(log, 'utf8').trimEnd()}`);
  write(showsOutput ? renderLongEnd(command, isWell, seconds) : renderEnd({ suite, isWell, seconds }, log));
  return { suite, isWell, seconds };
}

const renderLongEnd = (command: string, isWell: boolean, seconds: number): string =>
  `${isWell ? '' : `== FAILED: ${command}\n`}== ${Math.round(seconds)}s: ${command}`;

function renderEnd({ suite, isWell, seconds }: Measured, log: string): string {
  const minutes = `${(seconds / 60).toFixed(1)} min`.padStart(9);
  return `${isWell ? 'ok    ' : 'FAILED'}${minutes}  ${suite.name}${isWell ? '' : `: ${log}`}`;
}

/** Whether it exits with 0. Without a log it writes to the terminal. */
async function runCommand(
  command: string,
  environment: SuiteRun['environment'],
  logFile: string | undefined,
): Promise<boolean> {
  const log = logFile === undefined ? undefined : openSync(logFile, 'w');
  try {
    const child = spawn(command, {
      shell: true,
      stdio: log === undefined ? 'inherit' : ['ignore', log, log],
      env: environment,
    });
    return await new Promise((resolve) => {
      child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}
