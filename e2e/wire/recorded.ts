import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OfficialTemplate, toVersionName } from '../src/testing/official-templates.ts';
import type { Outcome } from './run-scenario.ts';

export const toRecordFile = (template: OfficialTemplate): string =>
  join(import.meta.dirname, 'recorded', `${toVersionName(template)}.json`);

/** What Camunda's connector runtime 8.8.7 did, by the name of the scenario. */
export const readRecorded = (template: OfficialTemplate): Readonly<Record<string, Outcome>> =>
  JSON.parse(readFileSync(toRecordFile(template), 'utf8')) as Readonly<Record<string, Outcome>>;
