import { toErrorMessage } from '@jobwright/concurrency';
import {
  BpmnError,
  ConnectorError,
  hasInputCause,
  InputError,
  isConnectorFailure,
  RetryableError,
} from '@jobwright/connector-sdk';
import { isJsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';

/** A thrown value in a form that can be passed between threads. */
export const failureData = z.object({
  kind: z.enum(['input', 'connector', 'retryable', 'bpmn', 'other']),
  code: z.string(),
  message: z.string(),
  /** A JSON object as text. */
  variables: z.string(),
  detail: z.string().optional(),
  request: z.object({ method: z.string(), host: z.string() }).optional(),
  retryAfterMs: z.number().optional(),
  retriesLeft: z.number().optional(),
  keepsRetries: z.boolean().optional(),
  /** Whether one of its causes is an `InputError`. */
  hasInputCause: z.boolean().optional(),
  stack: z.string().optional(),
});
export type FailureData = z.output<typeof failureData>;

const noRetry = { retryAfterMs: undefined, retriesLeft: undefined, keepsRetries: undefined };

export function toFailureData(thrown: unknown): FailureData {
  try {
    if (isConnectorFailure(thrown)) {
      const { kind, code, message, variables, detail, request } = thrown;
      const { retryAfterMs, retriesLeft, keepsRetries } = thrown.kind === 'retryable' ? thrown : noRetry;
      const own = { kind, code, message, detail, request, stack: thrown.stack };
      const retry = { retryAfterMs, retriesLeft, keepsRetries, hasInputCause: hasInputCause(thrown) };
      return failureData.parse({ ...own, ...retry, variables: stringifyJson(variables) });
    }
    const message = toErrorMessage(thrown);
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    const data = { kind: 'other', code: '', message, variables: '{}', stack };
    return failureData.parse({ ...data, hasInputCause: hasInputCause(thrown) });
  } catch {
    return {
      kind: 'other',
      code: '',
      message: 'The thrown value cannot be read',
      variables: '{}',
    };
  }
}

export function fromFailureData({
  kind,
  code,
  message,
  variables: text,
  stack,
  ...failure
}: FailureData): Error {
  const { retryAfterMs, retriesLeft, keepsRetries, detail, request } = failure;
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  if (failure.hasInputCause === true) cause.cause = new InputError([]);
  const variables = parseVariables(text);
  switch (kind) {
    case 'input':
      return new InputError([{ path: '', message }], { cause });
    case 'connector':
      return new ConnectorError({ code, message, variables, detail, request, cause });
    case 'retryable':
      return new RetryableError({
        code,
        message,
        variables,
        detail,
        request,
        cause,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        ...(retriesLeft !== undefined && { retriesLeft }),
        ...(keepsRetries !== undefined && { keepsRetries }),
      });
    case 'bpmn':
      return new BpmnError({ code, message, variables, cause });
    case 'other':
      return cause;
  }
}

function parseVariables(text: string) {
  const parsed = parseJson(text);
  return isJsonObject(parsed) ? parsed : {};
}
