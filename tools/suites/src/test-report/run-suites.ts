import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type Form, type Suite } from './suites.ts';

export interface SuiteRun {
  readonly form: Form;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where what a suite prints goes; default: to the terminal. */
  readonly logFolder?: string;
  readonly write: (line: string) => void;
}

export interface SuiteResults {
  readonly seconds: ReadonlyMap<string, number>;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** Runs the suites of a form one after the other, whatever comes of each. */
export async function runSuites(suites: readonly Suite[], run: SuiteRun): Promise<SuiteResults> {
  const seconds = new Map<string, number>();
  const failed: string[] = [];
  const skipped: string[] = [];
  for (const suite of suites) {
    const command = suite[run.form];
    if (command === undefined) continue;
    if (suite.needsCluster && !run.environment['ZEEBE_GRPC_ADDRESS']) {
      skipped.push(suite.name);
      run.write(`skipped        ${suite.name}: no cluster is named`);
      continue;
    }
    if (run.logFolder === undefined) run.write(`\n== ${command}`);
    const began = performance.now();
    const isWell = await runCommand(command, suite.name, run);
    const took = (performance.now() - began) / 1000;
    seconds.set(suite.name, took);
    if (!isWell) failed.push(suite.name);
    run.write(renderEnd({ name: suite.name, command, isWell, took }, run));
  }
  return { seconds, failed, skipped };
}

function renderEnd(
  end: { readonly name: string; readonly command: string; readonly isWell: boolean; readonly took: number },
  { logFolder }: SuiteRun,
): string {
  const { name, command, isWell, took } = end;
  if (logFolder === undefined) {
    return `${isWell ? '' : `== FAILED: ${command}\n`}== ${Math.round(took)}s: ${command}`;
  }
  const minutes = `${(took / 60).toFixed(1)} min`.padStart(9);
  return `${isWell ? 'ok    ' : 'FAILED'}${minutes}  ${name}${isWell ? '' : `: ${logFile(logFolder, name)}`}`;
}

const logFile = (folder: string, name: string): string =>
  join(folder, `${name.replace(/[^a-z0-9]+/g, '-')}.log`);

async function runCommand(
  command: string,
  name: string,
  { logFolder, environment }: SuiteRun,
): Promise<boolean> {
  if (logFolder !== undefined) mkdirSync(logFolder, { recursive: true });
  const log = logFolder === undefined ? undefined : openSync(logFile(logFolder, name), 'w');
  const stdio = log === undefined ? 'inherit' : (['ignore', log, log] as const);
  try {
    const child = spawn(command, {
      shell: true,
      stdio: stdio === 'inherit' ? stdio : [...stdio],
      env: environment,
    });
    return await new Promise((resolve) => {
      child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}
