import { defineFunction, type FeelFunction } from '@jobwright/feel';
import { toIsoDuration } from './duration.ts';
import { markedDocument } from './document-marks.ts';
import {
  durationOr,
  given,
  number,
  numberOr,
  optionalContext,
  optionalText,
  text,
} from './parameter-schemas.ts';

/**
 * Camunda's connector functions for result and error expressions. Parameters are positional; later ones may
 * be left out.
 */
export const expressionFunctions: Readonly<Record<string, FeelFunction>> = {
  bpmnError: defineFunction({
    parameters: { errorCode: text, errorMessage: optionalText, variables: optionalContext },
    call: (values) => ({ errorType: 'bpmnError', ...values }),
  }),
  jobError: defineFunction({
    parameters: {
      errorMessage: text,
      variables: optionalContext,
      retries: numberOr(0),
      retryBackoff: durationOr(0),
    },
    call: ({ retryBackoff, ...values }) => ({
      errorType: 'jobError',
      ...values,
      retryBackoff: toIsoDuration(retryBackoff),
    }),
  }),
  ignoreError: defineFunction({
    parameters: { variables: optionalContext },
    call: (values) => ({ errorType: 'ignoreError', ...values }),
  }),
  createDocument: defineFunction({
    parameters: { document: given },
    call: ({ document }) => markedDocument(document),
  }),
  backoff: defineFunction({
    parameters: {
      attempt: number,
      minDelay: durationOr(50),
      factor: numberOr(1.6),
      maxDelay: durationOr(5000),
      jitterFactor: numberOr(0.1),
    },
    call({ attempt, minDelay, factor, maxDelay, jitterFactor }) {
      const delayMs = Math.min(minDelay * factor ** Math.max(attempt - 1, 0), maxDelay);
      return toIsoDuration(Math.round(delayMs * (1 + jitterFactor * (2 * Math.random() - 1))));
    },
  }),
};
