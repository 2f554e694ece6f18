import { Problem } from './problem.ts';
import type { TimeWindow } from './count-jobs.ts';

const MINUTE_MS = 60_000;
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const DEFAULT_STEPS = 1_000;
const MAX_STEPS = 100_000;

/**
 * The length of a step of a series in milliseconds: as named, at least a minute, else such that there are at
 * most 1,000 steps.
 */
export function resolutionMs({ from, to }: TimeWindow, resolution: string | undefined): number {
  if (resolution === undefined) return Math.max(MINUTE_MS, Math.ceil((to - from) / DEFAULT_STEPS));
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(resolution) ?? [];
  const totalMs =
    ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1_000;
  if (!Number.isSafeInteger(totalMs) || totalMs <= 0)
    throw new Problem(
      400,
      `The provided resolution '${resolution}' cannot be parsed as a duration according to ISO 8601 (e.g. PT1M, PT1H).`,
      'INVALID_ARGUMENT',
    );
  return Math.max(totalMs, Math.ceil((to - from) / MAX_STEPS), 1_000);
}
