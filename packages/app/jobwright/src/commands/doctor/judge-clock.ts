import { type Finding, warn } from './check.ts';

const MOST_SKEW_MS = 30_000;

/** Compares the time in an answer with the local one, in milliseconds. Empty when they agree. */
export function judgeClock(date: string | null | undefined, now: number): readonly Finding[] {
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(theirs) || Math.abs(theirs - now) <= MOST_SKEW_MS) return [];
  const seconds = Math.round((now - theirs) / 1000);
  const message = `the local clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the clock of the cluster`;
  return [warn(message, 'synchronise both with NTP: tokens and timers depend on it')];
}
