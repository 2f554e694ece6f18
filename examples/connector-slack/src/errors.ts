import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import type { ServiceAnswer, ServiceFailures } from '@jobwright/http-client';
import { z } from 'zod';

/** What can go wrong, whether the job is retried, and what to do. Codes are public: never rename one. */
export const slackErrors = defineErrors({
  SLACK_ACCESS_DENIED: {
    retry: false,
    when: 'the service answered with 401 or 403',
    advice: 'Check the token and its permissions.',
  },
  SLACK_NOT_FOUND: {
    retry: false,
    when: 'the service answered with 404',
    advice: 'Check the service URL and the ids in the inputs.',
  },
  SLACK_BUSY: {
    retry: true,
    when: 'the service answered with 408 or 425',
    advice: 'The job is retried.',
  },
  SLACK_RATE_LIMITED: {
    retry: true,
    keepsRetries: true,
    when: 'the service answered with 429; not before `Retry-After`',
    advice: 'The job waits.',
  },
  SLACK_UNAVAILABLE: {
    retry: true,
    when: 'the service answered with 500 or above',
    advice: 'The job is retried.',
  },
  SLACK_REQUEST_REJECTED: {
    retry: false,
    when: 'the service answered with another status of 400 and above',
    advice: 'Check the inputs.',
  },
  SLACK_ANSWER_UNKNOWN: {
    retry: false,
    when: 'the response is not JSON, or lacks a required field; the service may have done its work',
    advice: 'Check the version of the service.',
  },
});

/** A code of this connector. */
export type SlackErrorCode = ErrorCodeOf<typeof slackErrors>;

/** The code of each status; the first match applies. */
const CODES: readonly (readonly [statuses: RegExp, code: SlackErrorCode])[] = [
  [/^40[13]$/, 'SLACK_ACCESS_DENIED'],
  [/^404$/, 'SLACK_NOT_FOUND'],
  [/^(408|425)$/, 'SLACK_BUSY'],
  [/^429$/, 'SLACK_RATE_LIMITED'],
  [/^5/, 'SLACK_UNAVAILABLE'],
];

/** What is thrown for the answers of the service. */
export const slackFailures: ServiceFailures = {
  statusError({ status, request, retryAfterMs }) {
    const [, code] = CODES.find(([statuses]) => statuses.test(String(status))) ?? [];
    const known = code ?? 'SLACK_REQUEST_REJECTED';
    return slackErrors[known]({
      message: `${request} was answered with ${status}: ${slackErrors.table[known].advice}`,
      variables: { status },
      retryAfterMs,
    });
  },
  // The service has done its work: another attempt would do it twice.
  unknownError: (request, cause) =>
    slackErrors.SLACK_ANSWER_UNKNOWN({
      message: `${request} succeeded, but its response is not as expected: check the version of the service`,
      cause,
    }),
};

/** The codes that Slack gives with `"ok": false`; all others reject the request. */
const REFUSALS: Readonly<Record<string, SlackErrorCode>> = {
  channel_not_found: 'SLACK_NOT_FOUND',
  invalid_auth: 'SLACK_ACCESS_DENIED',
  not_authed: 'SLACK_ACCESS_DENIED',
  ratelimited: 'SLACK_RATE_LIMITED',
  internal_error: 'SLACK_UNAVAILABLE',
};
const refusal = z.object({ ok: z.literal(false), error: z.string() });

/** Slack answers with 200 also when it refuses. */
export function findSlackFailure({ body, request, retryAfterMs }: ServiceAnswer): Error | undefined {
  const { data } = refusal.safeParse(body);
  if (data === undefined) return undefined;
  const code = REFUSALS[data.error] ?? 'SLACK_REQUEST_REJECTED';
  const message = `${request} was refused: ${data.error}. ${slackErrors.table[code].advice}`;
  return slackErrors[code]({ message, variables: { error: data.error }, retryAfterMs });
}
