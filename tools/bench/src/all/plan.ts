/** A benchmark that `all` runs, in two forms. */
export interface PlannedBenchmark {
  readonly name: string;
  readonly full: readonly string[];
  /** Of at most a minute, with three rounds or more. `undefined`: there is none. */
  readonly short: readonly string[] | undefined;
}

const split = (text: string): readonly string[] => text.split(' ').filter(Boolean);

const plan = (name: string, full: string, short?: string): PlannedBenchmark => ({
  name,
  full: split(full),
  short: short === undefined ? undefined : split(short),
});

/** What `all` runs: the whole runtime, and each connector alone, beside what they are compared to. */
export const planned: readonly PlannedBenchmark[] = [
  plan(
    'runtime',
    '--case drain,live,startup --only jobwright,jobwright-rest,sdk-worker,bare,java',
    '--case drain,startup --only jobwright,bare --rounds 3 --jobs 1500',
  ),
  plan('job-time', '', '--instances 200'),
  plan('http', '--only get', '--short --only get'),
  plan('email', '', '--short --only rate'),
  plan('customer-data', ''),
  plan('pdf', '', '--short --only report --rounds 3'),
];
