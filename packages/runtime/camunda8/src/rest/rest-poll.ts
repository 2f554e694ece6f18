import { onAbort, startDeadline } from '@jobwright/concurrency';
import type { ActivateJobsRequest } from '@jobwright/camunda8-protocol';
import type { OpenHttpResponse } from '@jobwright/http-client';
import {
  type CallDeadline,
  ClusterCallError,
  GrpcStatus,
  isConnectionLost,
  type OpenRest,
  readText,
  requestError,
  startCallDeadline,
  timeoutError,
} from '@jobwright/runtime/cluster';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { JobCalls } from '../gateway/job-calls.ts';
import { JSON_TYPE } from './encode-body.ts';
import { readRestJobs } from './read-rest-jobs.ts';
import { readAnswerError } from './rest-answer-error.ts';

/** What a job may take up in an answer: a message of the gateway has 4 MiB, and some is added around it. */
const MAX_JOB_BYTES = 5 * 1024 * 1024;
/** How long the rest of an answer may take that has begun when the poll is given up. */
const LAST_ANSWER_MS = 1_000;
/**
 * How much later jobs of a poll that took too long are still taken. An engine that stood still answers polls
 * that came meanwhile, and does not notice that their connection is closed.
 */
const LATE_ANSWER_MS = 60_000;

const PATH = '/v2/jobs/activation';
const HEADERS = [JSON_TYPE];

/**
 * Polls for jobs over the REST API. A poll that is given up ends its connection, which not every cluster
 * notices; an answer that has begun is read to its end, so that its jobs are not lost. One that takes too
 * long fails in time, but its connection stays open, and jobs that it brings later are handed over, too.
 */
export function createRestPoll(open: OpenRest): JobCalls['activate'] {
  const openTwice = async (body: string, deadline: CallDeadline): Promise<OpenHttpResponse> => {
    const request = { method: 'POST', path: PATH, headers: HEADERS, body } as const;
    try {
      return await open(request, deadline);
    } catch (error) {
      // A gateway that is being replaced closes connections in good order, and another one answers at once.
      if (!isConnectionLost(error) || deadline.signal.aborted) throw error;
      return open(request, deadline);
    }
  };

  return async (request, { onJob, timeoutMs, signal }) => {
    if (isAborted(signal)) return;
    const deadline = startCallDeadline({ timeoutMs: timeoutMs + LATE_ANSWER_MS });
    const phase = { hasAnswer: false };
    const stopListening = onAbort(signal, () => giveUp(deadline, phase));
    const read = async (): Promise<void> => {
      try {
        const response = await openTwice(JSON.stringify(request), deadline);
        phase.hasAnswer = true;
        const jobs = await readJobs(response, request, deadline);
        jobs.forEach(onJob);
      } catch (error) {
        if (!isAborted(signal)) throw error;
      } finally {
        stopListening();
        deadline.release();
      }
    };
    await endsInTime(read(), timeoutMs);
  };
}

/** Rejects when the work takes longer; it goes on all the same. */
const endsInTime = (work: Promise<void>, timeoutMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const stopTimer = startDeadline(timeoutMs, () => reject(timeoutError(timeoutMs)));
    void work.then(resolve, reject).finally(stopTimer);
  });

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** An answer that has arrived, but was not read yet because the process was busy, is read first. */
function giveUp(deadline: CallDeadline, phase: { readonly hasAnswer: boolean }): void {
  const abort = (): void => deadline.abort(new Error('The poll was given up'));
  setImmediate(() =>
    setImmediate(() => {
      if (phase.hasAnswer) setTimeout(abort, LAST_ANSWER_MS).unref();
      else abort();
    }),
  );
}

async function readJobs(
  response: OpenHttpResponse,
  { maxJobsToActivate }: ActivateJobsRequest,
  deadline: CallDeadline,
): Promise<readonly GatewayJob[]> {
  if (response.status !== 200) throw await readAnswerError(response);
  const maxBytes = (maxJobsToActivate + 1) * MAX_JOB_BYTES;
  const text = await readText(response, maxBytes).catch((error: unknown) => {
    throw requestError(error, deadline);
  });
  if (text === undefined) throw strangeAnswer(`has more than ${maxBytes} bytes`);
  try {
    return readRestJobs(text);
  } catch (cause) {
    throw strangeAnswer('is not a list of jobs', { cause });
  }
}

const strangeAnswer = (problem: string, options: ErrorOptions = {}): ClusterCallError =>
  new ClusterCallError('unexpected', `The answer to a call for jobs ${problem}`, {
    ...options,
    grpcStatus: GrpcStatus.INTERNAL,
  });
