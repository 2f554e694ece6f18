import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export const FORMS = ['ci', 'nightly'] as const;

/** CI takes the short form of a suite, the nightly run the full one. */
export type Form = (typeof FORMS)[number];

const suiteSchema = z.strictObject({
  name: z.string(),
  covers: z.string(),
  /** Commands; a suite without one for CI runs at night only. */
  ci: z.string().exactOptional(),
  nightly: z.string(),
  /** Left out where the environment names no Camunda 8 cluster. */
  needsCluster: z.boolean().default(false),
  /** It uses all cores, or measures them: no other suite runs beside it. */
  alone: z.boolean().default(false),
  /** Measured, on two cores. */
  minutes: z
    .strictObject({ ci: z.number().exactOptional(), nightly: z.number().exactOptional() })
    .exactOptional(),
});
const schema = z.strictObject({ suites: z.array(suiteSchema) });

export type Suite = z.output<typeof suiteSchema>;

const file = new URL('../../suites.json', import.meta.url);

/** All suites of the project, in the order in which they run. */
export function readSuites(): readonly Suite[] {
  return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).suites;
}

/** Keeps what a run has measured, in tenths of a minute. */
export function recordMinutes(form: Form, seconds: ReadonlyMap<string, number>): void {
  const { suites } = z
    .object({ suites: z.array(z.looseObject({ name: z.string() })) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  const recorded = suites.map((suite) => {
    const measured = seconds.get(suite.name);
    if (measured === undefined) return suite;
    const known = suiteSchema.parse(suite).minutes;
    return { ...suite, minutes: { ...known, [form]: Math.max(0.1, Math.round(measured / 6) / 10) } };
  });
  writeFileSync(file, `${JSON.stringify({ suites: recorded }, null, 2)}\n`);
}
