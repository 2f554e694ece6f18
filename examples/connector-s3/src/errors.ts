import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import type { ServiceFailures } from '@jobwright/http-client';

/** What can go wrong, whether the job is retried, and what to do. Codes are public: never rename one. */
export const s3Errors = defineErrors({
  S3_ACCESS_DENIED: {
    retry: false,
    when: 'the service answered with 401 or 403',
    advice: 'Check the token and its permissions.',
  },
  S3_NOT_FOUND: {
    retry: false,
    when: 'the service answered with 404',
    advice: 'Check the service URL and the ids in the inputs.',
  },
  S3_BUSY: {
    retry: true,
    when: 'the service answered with 408 or 425',
    advice: 'The job is retried.',
  },
  S3_RATE_LIMITED: {
    retry: true,
    keepsRetries: true,
    when: 'the service answered with 429; not before `Retry-After`',
    advice: 'The job waits.',
  },
  S3_UNAVAILABLE: {
    retry: true,
    when: 'the service answered with 500 or above',
    advice: 'The job is retried.',
  },
  S3_REQUEST_REJECTED: {
    retry: false,
    when: 'the service answered with another status of 400 and above',
    advice: 'Check the inputs.',
  },
  S3_ANSWER_UNKNOWN: {
    retry: false,
    when: 'the response is not JSON, or lacks a required field; the service may have done its work',
    advice: 'Check the version of the service.',
  },
});

/** A code of this connector. */
export type S3ErrorCode = ErrorCodeOf<typeof s3Errors>;

/** The code of each status; the first match applies. */
const CODES: readonly (readonly [statuses: RegExp, code: S3ErrorCode])[] = [
  [/^40[13]$/, 'S3_ACCESS_DENIED'],
  [/^404$/, 'S3_NOT_FOUND'],
  [/^(408|425)$/, 'S3_BUSY'],
  [/^429$/, 'S3_RATE_LIMITED'],
  [/^5/, 'S3_UNAVAILABLE'],
];

/** What is thrown for the answers of the service. */
export const s3Failures: ServiceFailures = {
  statusError({ status, request, retryAfterMs }) {
    const [, code] = CODES.find(([statuses]) => statuses.test(String(status))) ?? [];
    const known = code ?? 'S3_REQUEST_REJECTED';
    return s3Errors[known]({
      message: `${request} was answered with ${status}: ${s3Errors.table[known].advice}`,
      variables: { status },
      retryAfterMs,
    });
  },
  // The service has done its work: another attempt would do it twice.
  unknownError: (request, cause) =>
    s3Errors.S3_ANSWER_UNKNOWN({
      message: `${request} succeeded, but its response is not as expected: check the version of the service`,
      cause,
    }),
};
