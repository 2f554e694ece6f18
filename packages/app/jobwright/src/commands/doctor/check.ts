import { setMaxListeners } from 'node:events';
import { describeError } from '../../command-line/describe-error.ts';

/** What one look at something found. */
export type Finding =
  | { readonly status: 'ok'; readonly message: string }
  | {
      readonly status: 'warning' | 'failed';
      readonly message: string;
      /** What to do; some errors say it themselves. */
      readonly advice: string | undefined;
    };

export interface Check {
  readonly name: string;
  /** What it throws is a failure like any other. */
  run(signal: AbortSignal): Promise<Finding | readonly Finding[]>;
}

export type CheckResult = Finding & { readonly check: string };

export const ok = (message: string): Finding => ({ status: 'ok', message });
export const warn = (message: string, advice?: string): Finding => ({ status: 'warning', message, advice });
export const fail = (message: string, advice?: string): Finding => ({ status: 'failed', message, advice });

export interface RunChecksOptions {
  /** For each check. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onDone: (done: number) => void;
}

/** Runs all side by side, each within the time limit; results are in the order of the checks. */
export async function runChecks(
  checks: readonly Check[],
  { timeoutMs, signal, onDone }: RunChecksOptions,
): Promise<readonly CheckResult[]> {
  const bounds = new AbortController();
  setMaxListeners(0, bounds.signal);
  const abort = (): void => bounds.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => bounds.abort(), timeoutMs);
  const ended = new Promise<Finding>((resolve) => {
    bounds.signal.addEventListener('abort', () => resolve(tooLate(timeoutMs)), { once: true });
  });
  let done = 0;
  const runOne = async (check: Check): Promise<readonly CheckResult[]> => {
    const found = await Promise.race([look(check, bounds.signal), ended]);
    onDone(++done);
    const findings = 'status' in found ? [found] : found;
    return findings.map((finding) => ({ check: check.name, ...finding }));
  };
  try {
    const results = await Promise.all(checks.map(runOne));
    signal.throwIfAborted();
    return results.flat();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

const tooLate = (timeoutMs: number): Finding =>
  fail(
    `no result after ${timeoutMs / 1000} s`,
    'check the health of what it connects to, or allow more time with --timeout',
  );

async function look(check: Check, signal: AbortSignal): Promise<Finding | readonly Finding[]> {
  try {
    return await check.run(signal);
  } catch (error) {
    return fail(describeError(error));
  }
}
