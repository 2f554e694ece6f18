import type { JobObserver } from '@jobwright/runtime';

const MAX_REASON_LENGTH = 300;

/** Says of each failed try of a job why it failed and when the next one is. The last one is an incident. */
export function createTryReport(say: (line: string) => void): JobObserver {
  const tries = new Map<string, number>();
  return {
    activated({ key, elementId, retries }) {
      const all = tries.get(key) ?? Math.max(retries, 1);
      tries.set(key, all);
      return {
        ended({ outcome, retries: left = 0, retryAfterMs = 0, reason = '' }) {
          if (outcome !== 'fail' || left === 0) return void tries.delete(key);
          const again = retryAfterMs === 0 ? 'again at once' : `again in ${seconds(retryAfterMs)} s`;
          if (left >= Math.max(retries, 1)) {
            return void say(`${elementId}: waits, no retry spent, ${again}: ${shorten(reason)}`);
          }
          say(`${elementId}: try ${Math.max(all - left, 1)} of ${all} failed, ${again}: ${shorten(reason)}`);
        },
      };
    },
  };
}

const seconds = (ms: number): number => Math.ceil(ms / 100) / 10;

function shorten(reason: string): string {
  const line = reason.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_REASON_LENGTH ? line : `${line.slice(0, MAX_REASON_LENGTH)}…`;
}
