import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { engines } from './engines.ts';

export const help = `npm run e2e -- feel [options]

Evaluates the same expressions with @jobwright/feel and with the releases of feel-engine in Camunda 8 and prints how far they agree.
Fails below 99.5 %, and on each difference that known-differences.json does not list. Needs a JDK (17 or newer) and Maven.

  --random N         so many random expressions (default 5000)
  --seed S           the seed they grow from (default 1)
  --broker V         only the engine in this release of Camunda; may be repeated: ${engines.map(({ broker }) => broker).join(', ')}
  --short            500 random expressions, and only the oldest and the newest engine
  --record           writes the answers that the tests of packages/sdk/feel compare with
  --ask EXPRESSION   what each engine and ours make of this expression, nothing else
  --context JSON     the variables of --ask

Examples:
  npm run e2e -- feel
  npm run e2e -- feel --random 100000 --seed 7
  npm run e2e -- feel --ask 'string(duration("P1D"))'`;

export interface OracleCommand {
  readonly kind: 'compare' | 'ask' | 'help';
  readonly random: number;
  readonly seed: number;
  readonly brokers: readonly string[];
  readonly isRecording: boolean;
  readonly expression: string;
  readonly context: Readonly<Record<string, unknown>> | undefined;
}

/** The arguments are wrong; the message says what to write instead. */
export class UsageError extends Error {}

const shortRandom = 500;

/** @throws UsageError */
export function parseCommand(args: readonly string[]): OracleCommand {
  const options = parseOptions(args);
  const known = engines.map(({ broker }) => broker);
  const short = [known[0] ?? '', known.at(-1) ?? ''];
  const brokers = options.broker ?? (options.short ? short : known);
  const unknown = brokers.find((broker) => !known.includes(broker));
  if (unknown !== undefined)
    throw new UsageError(`There is no engine of Camunda ${unknown}, but of ${known.join(', ')}`);
  return {
    kind: options.help ? 'help' : options.ask === undefined ? 'compare' : 'ask',
    random: parseCount('--random', options.random ?? String(options.short ? shortRandom : 5000)),
    seed: parseCount('--seed', options.seed),
    brokers,
    isRecording: options.record,
    expression: options.ask ?? '',
    context: options.context === undefined ? undefined : parseContext(options.context),
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        random: { type: 'string' },
        seed: { type: 'string', default: '1' },
        broker: { type: 'string', multiple: true },
        short: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
        ask: { type: 'string' },
        context: { type: 'string' },
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

function parseContext(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Invalid JSON is refused like JSON that is not an object.
  }
  throw new UsageError(`--context must be a JSON object, e.g. '{"a": 1}'.`);
}
