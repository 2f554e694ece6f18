import type { JobObserver } from '@jobwright/runtime';

/** When a job was where, by `performance.now()`. */
export interface JobTimes {
  readonly activatedAt: number;
  readonly startedAt: number;
  readonly workedFrom: number;
  readonly workedUntil: number;
  readonly endedAt: number;
}

/** The parts of a job's time, in milliseconds; together they are the whole. */
export interface TimeParts {
  readonly fetchMs: number;
  readonly queueMs: number;
  readonly prepareMs: number;
  readonly workMs: number;
  readonly answerMs: number;
  readonly endMs: number;
  readonly totalMs: number;
}

/** Notes when each job was where; `onEnded` is called before the engine's reply is known to the client. */
export function observeTimes(onEnded: (times: JobTimes) => void): JobObserver {
  return {
    activated() {
      const activatedAt = performance.now();
      let startedAt = activatedAt;
      let workedFrom = activatedAt;
      let workedUntil = activatedAt;
      return {
        started: () => void (startedAt = performance.now()),
        async run(work) {
          workedFrom = performance.now();
          try {
            return await work();
          } finally {
            workedUntil = performance.now();
          }
        },
        ended: () => onEnded({ activatedAt, startedAt, workedFrom, workedUntil, endedAt: performance.now() }),
      };
    },
  };
}

/** Divides the time from the request that creates an instance to its result. */
export function divideTime(
  { activatedAt, startedAt, workedFrom, workedUntil, endedAt }: JobTimes,
  { requestedAt, resultAt }: { readonly requestedAt: number; readonly resultAt: number },
): TimeParts {
  // The result of the instance and the engine's reply to the answer come at the same time.
  const answeredAt = Math.min(endedAt, resultAt);
  return {
    fetchMs: activatedAt - requestedAt,
    queueMs: startedAt - activatedAt,
    prepareMs: workedFrom - startedAt,
    workMs: workedUntil - workedFrom,
    answerMs: answeredAt - workedUntil,
    endMs: resultAt - answeredAt,
    totalMs: resultAt - requestedAt,
  };
}
