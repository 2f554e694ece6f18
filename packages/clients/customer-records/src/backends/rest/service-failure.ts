import {
  ConnectorError,
  type ConnectorFailure,
  type JsonObject,
  RetryableError,
} from '@jobwright/connector-sdk';
import { toRetryAfterMs } from '@jobwright/http-client';
import type { CustomerDataErrorCode } from '../../errors.ts';
import type { JsonAnswer } from './send-json.ts';

/** What a service says about a failure, in its own words. Never its message: it may repeat values. */
export interface ServiceReason {
  readonly code?: CustomerDataErrorCode | undefined;
  readonly variables: JsonObject;
  /** For the message: its category or error code. */
  readonly label?: string | undefined;
}

const RETRYABLE: readonly CustomerDataErrorCode[] = ['BACKEND_UNAVAILABLE', 'TRANSACTION_CONFLICT'];

export function toServiceFailure({ status, headers }: JsonAnswer, reason: ServiceReason): ConnectorFailure {
  const code = reason.code ?? toCode(status);
  const failure = {
    code,
    message: `The service answered ${status}${reason.label === undefined ? '' : ` (${reason.label})`}: ${TEXTS[code] ?? 'refused'}`,
    variables: { status, ...reason.variables },
  };
  if (!RETRYABLE.includes(code)) return new ConnectorError(failure);
  const retryAfterMs = toRetryAfterMs(headers, { nowMs: Date.now() });
  return new RetryableError(retryAfterMs === undefined ? failure : { ...failure, retryAfterMs });
}

const TEXTS: Partial<Record<CustomerDataErrorCode, string>> = {
  ACCESS_DENIED: 'the credentials, or what they may do, do not suffice',
  CUSTOMER_NOT_FOUND: 'there is no such customer, or no such address',
  CUSTOMER_EXISTS: 'there is such a customer already',
  VERSION_CONFLICT: 'somebody else changed the customer',
  BACKEND_UNAVAILABLE: 'not now',
  TRANSACTION_CONFLICT: 'others are writing the customer',
  BACKEND_REJECTED: 'the request was refused; the variables of the error tell why',
};

function toCode(status: number): CustomerDataErrorCode {
  if (status === 401 || status === 403) return 'ACCESS_DENIED';
  if (status === 404 || status === 410) return 'CUSTOMER_NOT_FOUND';
  if (status === 409) return 'CUSTOMER_EXISTS';
  if (status === 412) return 'VERSION_CONFLICT';
  if (status >= 500 || status === 408 || status === 425 || status === 429) return 'BACKEND_UNAVAILABLE';
  return 'BACKEND_REJECTED';
}
