import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { describeRejected, type SentMail, toRejected } from '@jobwright/mail-client';

/**
 * Some recipients got the mail, others not. Those that were refused for now are tried again, where it is remembered for certain who
 * has the mail already.
 */
export function toPartlyRejected(
  { accepted, refusals }: SentMail,
  { messageId, isRemembered }: { readonly messageId: string; readonly isRemembered: boolean },
): ConnectorError | RetryableError {
  const rejected = refusals.map(toRejected);
  const facts = {
    message: `The mail was sent to ${accepted.length} recipients, but ${rejected.length} were refused: ${describeRejected(rejected)}`,
    variables: { messageId, accepted, rejected },
  };
  const retryAfterMs = refusals.find((each) => each.retryAfterMs !== undefined)?.retryAfterMs;
  if (retryAfterMs === undefined || !isRemembered)
    return new ConnectorError({ code: 'EMAIL_PARTIALLY_REJECTED', ...facts });
  return new RetryableError({ code: 'EMAIL_TEMPORARILY_REFUSED', retryAfterMs, ...facts });
}
