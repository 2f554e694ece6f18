import type { Form, Suite } from './suites.ts';

/** `2/3`: the second of three parts. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const minutesOf = (suite: Suite, form: Form): number => suite.minutes?.[form] ?? 0;

/**
 * The longest first, so that none is left to run by itself at the end. Suites that run alone stay where they
 * are: what stands between two of them is ordered.
 */
export function orderByLength(suites: readonly Suite[], form: Form): readonly Suite[] {
  const blocks: Suite[][] = [[]];
  for (const suite of suites) {
    if (suite.alone) blocks.push([suite], []);
    else blocks.at(-1)?.push(suite);
  }
  return blocks.flatMap((block) => block.toSorted((a, b) => minutesOf(b, form) - minutesOf(a, form)));
}

/** The suites of one of several machines, which take about the same time: by the minutes measured before. */
export function selectShard(suites: readonly Suite[], form: Form, { index, count }: Shard): readonly Suite[] {
  const shards = Array.from({ length: count }, () => ({ minutes: 0, suites: new Set<Suite>() }));
  const runs = suites.filter((suite) => suite[form] !== undefined);
  // One that runs alone takes the time of two.
  const weigh = (suite: Suite) => minutesOf(suite, form) * (suite.alone ? 2 : 1);
  for (const suite of runs.toSorted((a, b) => weigh(b) - weigh(a))) {
    const shortest = shards.reduce((least, each) => (each.minutes < least.minutes ? each : least));
    shortest.suites.add(suite);
    shortest.minutes += weigh(suite);
  }
  return suites.filter((suite) => shards[index - 1]?.suites.has(suite));
}

/** Undefined unless it is the name of a part, as in `2/3`. */
export function parseShard(text: string): Shard | undefined {
  const [index = 0, count = 0] = /^[1-9]\d?\/[1-9]\d?$/.test(text) ? text.split('/').map(Number) : [];
  return index >= 1 && index <= count ? { index, count } : undefined;
}
