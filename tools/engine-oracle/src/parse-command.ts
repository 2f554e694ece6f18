import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';

export const help = `npm run e2e -- engine [options]

Runs random processes on our engine and on Operaton, the open continuation of Camunda 7, step by step, and compares what waits,
what has completed, what was cancelled, and the order along each path. Fails on each difference that is not known, and on each known
one that no longer occurs. Needs a JDK (17 or newer) and Maven.

  --seeds N    so many processes (default 20)
  --full       500 processes
  --from S     the first seed (default 1)
  --seed S     the process of this seed alone

Examples:
  npm run e2e -- engine
  npm run e2e -- engine --seeds 200 --from 1000
  npm run e2e -- engine --seed 1234`;

export interface OracleCommand {
  readonly kind: 'compare' | 'help';
  readonly seeds: readonly number[];
}

/** The arguments are wrong; the message says what to write instead. */
export class UsageError extends Error {}

const SHORT = 20;
const FULL = 500;

/** @throws UsageError */
export function parseCommand(args: readonly string[]): OracleCommand {
  const options = parseOptions(args);
  const kind = options.help ? 'help' : 'compare';
  if (options.seed !== undefined) return { kind, seeds: [parseCount('--seed', options.seed)] };
  const count =
    options.seeds === undefined ? (options.full ? FULL : SHORT) : parseCount('--seeds', options.seeds);
  const from = parseCount('--from', options.from);
  return { kind, seeds: Array.from({ length: count }, (_, index) => from + index) };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string' },
        full: { type: 'boolean', default: false },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${toErrorMessage(error)} See --help.`);
  }
}

function parseCount(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new UsageError(`${name} must be a whole number below ten million, but is "${text}".`);
}
