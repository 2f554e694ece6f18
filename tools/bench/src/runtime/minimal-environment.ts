import type { BenchmarkContext } from '../benchmark.ts';

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];

/** What a contestant is given of the environment: no variable of the machine may configure it. */
export function minimalEnvironment(
  environment: BenchmarkContext['environment'],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
