import { resolve } from 'node:path';
import { parseCount, parseNames, parseOptions } from '../parse-values.ts';
import { contestants } from './contestants.ts';

export const CASE_NAMES = ['drain', 'live', 'startup'] as const;
const NODE_COUNTS = ['1', '2'] as const;

export type CaseName = (typeof CASE_NAMES)[number];

export interface Camunda7Options {
  readonly cases: readonly CaseName[];
  readonly contestants: readonly string[];
  /** With how many nodes of the engine, one after the other. */
  readonly nodes: readonly number[];
  readonly rounds: number;
  /** Tasks of a drain. */
  readonly tasks: number;
  /** Single instances of `live`. */
  readonly latencies: number;
  /** Absolute. */
  readonly profileDirectory: string | undefined;
}

const FULL = { case: 'drain,live,startup', nodes: '1,2', rounds: '3', tasks: '2000', latencies: '100' };
const SHORT = { case: 'drain', nodes: '1', rounds: '1', tasks: '300', latencies: '20' };

const OPTIONS = {
  short: { type: 'boolean' },
  case: { type: 'string' },
  only: { type: 'string' },
  nodes: { type: 'string' },
  rounds: { type: 'string' },
  tasks: { type: 'string' },
  latencies: { type: 'string' },
  profile: { type: 'string' },
} as const;

/** @throws UsageError that names the option and what it takes */
export function parseCamunda7Options(args: readonly string[]): Camunda7Options {
  const { short = false, only, profile, ...values } = parseOptions(args, OPTIONS);
  const chosen = { ...(short ? SHORT : FULL), ...values };
  const known = Object.keys(contestants);
  return {
    cases: parseNames('case', chosen.case, CASE_NAMES),
    contestants: only === undefined ? known : parseNames('only', only, known),
    nodes: parseNames('nodes', chosen.nodes, NODE_COUNTS).map(Number),
    rounds: parseCount('rounds', chosen.rounds, 1),
    tasks: parseCount('tasks', chosen.tasks, 10),
    latencies: parseCount('latencies', chosen.latencies, 1),
    profileDirectory: profile === undefined ? undefined : resolve(profile),
  };
}
