import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivatedJob, JobChannel, JobOutcome } from '@jobwright/runtime';
import { GrpcStatus, isDoubtful, isTransient, toGrpcStatus } from '../gateway/grpc-status.ts';
import type { ZeebeGateway } from '../gateway/zeebe-gateway.ts';

/** One try of a command takes no longer: a frozen connection must not hold the others up. */
const TRY_MS = 10_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 2_000;
/** Left of the time for an answer in which to say that the engine does not take it. */
const LAST_WORD_MS = 2_000;

/** Answers jobs through the gateway, trying again while the engine cannot be reached or pushes back. */
export function createJobChannel(gateway: ZeebeGateway): JobChannel {
  return {
    settle: (job, outcome, until) => settle(gateway, job, outcome, until),
    async extendDeadline(job, timeoutMs, until) {
      try {
        const request = { jobKey: job.key, timeout: timeoutMs };
        await gateway.updateJobTimeout(request, Math.min(until, performance.now() + TRY_MS));
        return 'extended';
      } catch (error) {
        if (isGone(error)) return 'gone';
        throw error;
      }
    },
  };
}

async function settle(
  gateway: ZeebeGateway,
  job: ActivatedJob,
  outcome: JobOutcome,
  until: number,
): Promise<'settled' | 'gone'> {
  let answer = outcome;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    try {
      await send(gateway, job, answer, Math.min(until, performance.now() + TRY_MS));
      return 'settled';
    } catch (error) {
      if (isGone(error)) return 'gone';
      const nextAt = performance.now() + pauseMs;
      const mayTryAgain = isTransient(error) && nextAt < until;
      const isLastWord = isDoubtful(error) && nextAt >= until - LAST_WORD_MS && !isMinimal(outcome);
      if (answer === outcome && (!isTransient(error) || isLastWord)) {
        answer = toRefused(error);
      } else if (mayTryAgain) {
        await sleep(pauseMs * (0.5 + Math.random()));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      } else {
        throw error;
      }
    }
  }
}

/** There is nothing that could be left out of it. */
const isMinimal = (outcome: JobOutcome): boolean => outcome.kind === 'fail' && outcome.variables === '{}';

function send(
  gateway: ZeebeGateway,
  job: ActivatedJob,
  outcome: JobOutcome,
  deadline: number,
): Promise<void> {
  const jobKey = job.key;
  switch (outcome.kind) {
    case 'complete':
      return gateway.completeJob({ jobKey, variables: outcome.variables }, deadline);
    case 'fail': {
      const { retries, errorMessage, retryBackoffMs, variables } = outcome;
      return gateway.failJob(
        { jobKey, retries, errorMessage, retryBackOff: retryBackoffMs, variables },
        deadline,
      );
    }
    case 'throwError': {
      const { errorCode, errorMessage, variables } = outcome;
      return gateway.throwError({ jobKey, errorCode, errorMessage, variables }, deadline);
    }
  }
}

/** The engine refuses this answer for good. The effect has happened, so the job fails without retries and says why. */
const toRefused = (error: unknown): JobOutcome => ({
  kind: 'fail',
  errorMessage: `The engine refused the answer of the connector: ${error instanceof Error ? error.message.slice(0, 2_000) : 'unknown reason'}`,
  retries: 0,
  retryBackoffMs: 0,
  variables: '{}',
});

const isGone = (error: unknown): boolean => {
  const status = toGrpcStatus(error);
  return status === GrpcStatus.NOT_FOUND || status === GrpcStatus.FAILED_PRECONDITION;
};
