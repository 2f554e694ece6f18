import { resolve } from 'node:path';
import { UsageError } from '../benchmark.ts';
import { parseCount, parseNames, parseOptions } from '../parse-values.ts';
import { contestants } from './contestants.ts';

export const CASE_NAMES = ['drain', 'slow', 'live', 'startup'] as const;

export type CaseName = (typeof CASE_NAMES)[number];

export interface RuntimeOptions {
  readonly cases: readonly CaseName[];
  readonly contestants: readonly string[];
  readonly rounds: number;
  /** Jobs of a drain; `live` takes half, `slow` a quarter. */
  readonly jobs: number;
  /** Jobs done before the warm part of a drain begins; 0 leaves that part out. */
  readonly warmJobs: number;
  /** How long the endpoint takes in `slow`. */
  readonly delayMs: number;
  /** Single instances of `live`. */
  readonly latencies: number;
  /** Absolute. */
  readonly profileDirectory: string | undefined;
}

const FULL = {
  case: 'drain,live,startup',
  only: 'jobwright,jobwright-rest,sdk-worker,bare,java',
  rounds: '3',
  jobs: '4000',
};
const SHORT = { case: 'drain', only: 'jobwright,jobwright-rest,sdk-worker,bare', rounds: '1', jobs: '300' };

const OPTIONS = {
  short: { type: 'boolean' },
  case: { type: 'string' },
  only: { type: 'string' },
  without: { type: 'string' },
  rounds: { type: 'string' },
  jobs: { type: 'string' },
  warm: { type: 'string' },
  delay: { type: 'string' },
  latencies: { type: 'string' },
  profile: { type: 'string' },
} as const;

/** @throws UsageError that names the option and what it takes */
export function parseRuntimeOptions(args: readonly string[]): RuntimeOptions {
  const given = parseOptions(args, OPTIONS);
  const { short = false, ...values } = given;
  const { case: cases, only, without = '', rounds, jobs, ...rest } = { ...(short ? SHORT : FULL), ...values };
  const left = parseNames('without', without, Object.keys(contestants));
  const chosen = parseNames('only', only, Object.keys(contestants)).filter((name) => !left.includes(name));
  if (chosen.length === 0) throw new UsageError('No contestant is left: take some out of --without.');
  const count = parseCount('jobs', jobs, 10);
  return {
    cases: parseNames('case', cases, CASE_NAMES),
    contestants: chosen,
    rounds: parseCount('rounds', rounds, 1),
    jobs: count,
    warmJobs: rest.warm === undefined ? count : parseCount('warm', rest.warm, 0),
    delayMs: parseCount('delay', rest.delay ?? '200', 0),
    latencies: parseCount('latencies', rest.latencies ?? '200', 1),
    profileDirectory: rest.profile === undefined ? undefined : resolve(rest.profile),
  };
}
