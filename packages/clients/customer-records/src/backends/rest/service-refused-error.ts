import type { JsonObject } from '@jobwright/json';
import { readRetryAfterMs } from '@jobwright/http-client';
import { RecordError, type ServiceRefusal } from '../../record-failure.ts';
import type { JsonAnswer } from './send-json.ts';

/** What a service says about a failure, in its own words. Never its message: it may repeat values. */
export interface ServiceReason {
  readonly refusal?: ServiceRefusal | undefined;
  readonly details: JsonObject;
  /** For the message: its category or error code. */
  readonly label?: string | undefined;
}

export function serviceRefusedError({ status, headers }: JsonAnswer, reason: ServiceReason): RecordError {
  const { label, details } = reason;
  const refusal = reason.refusal ?? classifyStatus(status);
  const mayPass = refusal === 'unavailable' || refusal === 'conflict';
  const retryAfterMs = mayPass ? readRetryAfterMs(headers, { nowMs: Date.now() }) : undefined;
  return new RecordError({
    failure: {
      kind: 'serviceRefused',
      refusal,
      status,
      details,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
    message: `The service answered ${status}${label === undefined ? '' : ` (${label})`}: ${TEXTS[refusal] ?? 'refused'}`,
  });
}

const TEXTS: Partial<Record<ServiceRefusal, string>> = {
  accessDenied: 'the credentials or their permissions are not sufficient',
  notFound: 'there is no such customer or URL',
  exists: 'the customer already exists',
  changed: 'somebody else changed the customer',
  unavailable: 'not now',
  conflict: 'others are writing the customer',
  rejected: 'the request was refused; the variables of the error say why',
};

function classifyStatus(status: number): ServiceRefusal {
  if (status === 401 || status === 403) return 'accessDenied';
  if (status === 404 || status === 410) return 'notFound';
  if (status === 409) return 'exists';
  if (status === 412) return 'changed';
  if (status >= 500 || status === 408 || status === 425 || status === 429) return 'unavailable';
  return 'rejected';
}
