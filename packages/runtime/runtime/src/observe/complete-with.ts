import { isJsonObject, parseJson, stringifyJson } from '@jobwright/json';
import type { JobOutcome } from '../job.ts';
import type { JobObservation } from './job-observer.ts';

/**
 * The answer of a job; one that completes with the variables that observers add. A variable of the model
 * takes precedence.
 */
export function completeWith(outcome: JobOutcome, observation: Required<JobObservation>): JobOutcome {
  if (outcome.kind !== 'complete') return outcome;
  const further = observation.completes();
  if (further === undefined) return outcome;
  const own = parseJson(outcome.variables);
  return isJsonObject(own) ? { ...outcome, variables: stringifyJson({ ...further, ...own }) } : outcome;
}
