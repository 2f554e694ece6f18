import { TimeoutError, within } from '@jobwright/concurrency';
import { describeError } from '../../command-line/describe-error.ts';

/** Result of one check. */
export type Finding =
  | { readonly status: 'ok'; readonly message: string }
  | {
      readonly status: 'warning' | 'failed';
      readonly message: string;
      /** What to do. Undefined when the message already says it. */
      readonly advice: string | undefined;
    };

export interface Check {
  readonly name: string;
  /** An error that it throws counts as a failed check. */
  run(signal: AbortSignal): Promise<Finding | readonly Finding[]>;
}

export type CheckResult = Finding & { readonly check: string };

export const ok = (message: string): Finding => ({ status: 'ok', message });
export const warn = (message: string, advice?: string): Finding => ({ status: 'warning', message, advice });
export const fail = (message: string, advice?: string): Finding => ({ status: 'failed', message, advice });

export interface RunChecksOptions {
  /** Timeout of each check. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onDone: (done: number) => void;
}

/** Runs all checks in parallel, each within the timeout. Results are in the order of the checks. */
export async function runChecks(
  checks: readonly Check[],
  { timeoutMs, signal, onDone }: RunChecksOptions,
): Promise<readonly CheckResult[]> {
  let done = 0;
  const runOne = async (check: Check): Promise<readonly CheckResult[]> => {
    const found = await within({ timeoutMs, signal }, (bounds) => attempt(check, bounds)).catch(
      (error: unknown) => {
        if (error instanceof TimeoutError) return tooLate(timeoutMs);
        throw error;
      },
    );
    onDone(++done);
    const findings = 'status' in found ? [found] : found;
    return findings.map((finding) => ({ check: check.name, ...finding }));
  };
  const results = await Promise.all(checks.map(runOne));
  return results.flat();
}

const tooLate = (timeoutMs: number): Finding =>
  fail(
    `no result after ${timeoutMs / 1000} s`,
    'check the health of what it connects to, or allow more time with --timeout',
  );

async function attempt(check: Check, signal: AbortSignal): Promise<Finding | readonly Finding[]> {
  try {
    return await check.run(signal);
  } catch (error) {
    return fail(describeError(error));
  }
}
