import type { HttpMethod } from '@jobwright/http-client';
import { type CallBounds, type OpenRest, readText, startCallDeadline } from '@jobwright/runtime/cluster';
import type { JobCalls } from '../gateway/job-calls.ts';
import { JSON_TYPE } from './encode-body.ts';
import { checkSuccess } from './rest-answer-error.ts';
import { createRestPoll } from './rest-poll.ts';

/**
 * How polls and all other calls of job workers are sent. They are apart, so that polls that wait never hold
 * up an answer.
 */
interface RestJobRequests {
  readonly polls: OpenRest;
  readonly calls: OpenRest;
}

const HEADERS = [JSON_TYPE];
const MAX_ANSWER_BYTES = 100_000;

/** The calls of job workers over the REST API. There are no streams. */
export function createRestJobCalls({ polls, calls }: RestJobRequests): JobCalls {
  const send = async (method: HttpMethod, path: string, { body, ...bounds }: SentCall): Promise<void> => {
    const deadline = startCallDeadline(bounds);
    try {
      const request = { method, path: `/v2/jobs/${path}`, headers: HEADERS, body };
      const response = await calls(request, deadline);
      await checkSuccess(response);
      // The job is settled, whatever comes of the rest. Once it was read, the connection is used again.
      await readText(response, MAX_ANSWER_BYTES).catch(() => undefined);
    } finally {
      deadline.release();
    }
  };
  return {
    noticesCancel: false,
    activate: createRestPoll(polls),
    complete: ({ jobKey, variables, ...fields }, bounds) =>
      send('POST', `${jobKey}/completion`, { ...bounds, body: jobBody(fields, variables) }),
    fail: ({ jobKey, variables, ...fields }, bounds) =>
      send('POST', `${jobKey}/failure`, { ...bounds, body: jobBody(fields, variables) }),
    throwError: ({ jobKey, variables, ...fields }, bounds) =>
      send('POST', `${jobKey}/error`, { ...bounds, body: jobBody(fields, variables) }),
    updateTimeout: ({ jobKey, timeout, ...fields }, bounds) =>
      send('PATCH', jobKey, { ...bounds, body: JSON.stringify({ ...fields, changeset: { timeout } }) }),
  };
}

interface SentCall extends CallBounds {
  readonly body: string;
}

/** Variables are JSON text already, which keeps the digits of their numbers. */
function jobBody(fields: object, variables: string): string {
  const text = JSON.stringify(fields);
  const start = text === '{}' ? '{' : `${text.slice(0, -1)},`;
  return `${start}"variables":${variables === '' ? '{}' : variables}}`;
}
