import type { JobOutcome } from '../job.ts';

/** Texts of an answer are cut to this length: they are there to be shown. */
const MAX_MESSAGE_LENGTH = 6_000;
/**
 * A code is compared with those in the model. A longer one is not valid, and cutting it would make another
 * code of it.
 */
const MAX_CODE_LENGTH = 1_000;
/** The engine counts retries in 32 bits. */
const MAX_RETRIES = 2_147_483_647;

/**
 * An answer that the engine accepts in every part. One that cannot be made acceptable becomes a failure
 * without retries.
 */
export function boundOutcome(outcome: JobOutcome): JobOutcome {
  switch (outcome.kind) {
    case 'complete':
      return outcome;
    case 'fail':
      return {
        ...outcome,
        errorMessage: cutMessage(outcome.errorMessage),
        retries: boundRetries(outcome.retries),
        retryBackoffMs: boundDelayMs(outcome.retryBackoffMs),
      };
    case 'throwError': {
      const errorCode = toSafeText(outcome.errorCode);
      if (errorCode !== '' && errorCode.length <= MAX_CODE_LENGTH) {
        return { ...outcome, errorCode, errorMessage: cutMessage(outcome.errorMessage) };
      }
      return {
        kind: 'fail',
        errorMessage: cutMessage(
          `BPMN_ERROR_CODE_INVALID: The code of the BPMN error has ${errorCode.length} characters, 1 to ${MAX_CODE_LENGTH} are allowed. Its message: ${outcome.errorMessage}`,
        ),
        retries: 0,
        retryBackoffMs: 0,
        variables: '{}',
      };
    }
  }
}

/** A message that the engine accepts and can show. */
export function cutMessage(text: string): string {
  const cut = text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH - 1)}…`;
  return toSafeText(cut);
}

/** Half a character outside the BMP is not valid in Protobuf, and databases refuse NUL. */
const toSafeText = (text: string): string => text.replaceAll(/\p{Surrogate}|\0/gu, '\ufffd');

const boundRetries = (retries: number): number =>
  Number.isNaN(retries) ? 0 : Math.trunc(Math.min(Math.max(retries, 0), MAX_RETRIES));

const boundDelayMs = (delayMs: number): number =>
  Number.isNaN(delayMs) ? 0 : Math.round(Math.min(Math.max(delayMs, 0), Number.MAX_SAFE_INTEGER));
