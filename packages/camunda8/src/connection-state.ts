import type { Logger } from '@jobwright/connector-sdk';

/** Whether the engine gives jobs, over all job types. */
export interface ConnectionState {
  /** False while the engine gives jobs of no type at all. */
  readonly isUp: boolean;
  up(jobType: string): void;
  down(jobType: string, error: unknown): void;
}

/** Logs one line a change, whatever goes on in between. */
export function createConnectionState(jobTypes: readonly string[], logger: Logger): ConnectionState {
  const failing = new Set<string>();
  return {
    get isUp() {
      return failing.size < jobTypes.length;
    },
    up(jobType) {
      if (!failing.delete(jobType) || failing.size > 0) return;
      logger.info({}, 'The engine answers again');
    },
    down(jobType, error) {
      if (failing.size === 0)
        logger.warn(
          { jobType, reason: error instanceof Error ? error.message : String(error) },
          'The engine gives no jobs; trying again until it does',
        );
      failing.add(jobType);
    },
  };
}
