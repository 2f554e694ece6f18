import { type FailedRequest, isConnectorFailure } from '@jobwright/connector-sdk';
import { readFailure } from '../answer/read-failure.ts';

/** A thrown value as the log shows it, and the HTTP request that failed, if it was one. */
interface DescribedFailure {
  readonly error: unknown;
  readonly request: FailedRequest | undefined;
}

/** Of the causes of a failure. */
const MAX_CAUSES = 5;

/**
 * Describes what was thrown for the log. One of the SDK's failures is expected: it and its causes are shown
 * without their stacks. Anything else is a mistake, and shown as it is. Never throws.
 */
export function describeThrown(thrown: unknown): DescribedFailure {
  const failure = readFailure(thrown);
  if (failure === undefined) return { error: thrown, request: undefined };
  const { name, code, message } = failure;
  const causes = listCauses(thrown);
  const cause = describeCauses(causes);
  return {
    error: { name, code, message, ...(cause !== undefined && { cause }) },
    request: [thrown, ...causes].map(readRequest).find((request) => request !== undefined),
  };
}

function listCauses(thrown: unknown): readonly Error[] {
  const causes: Error[] = [];
  let current = causeOf(thrown);
  while (current instanceof Error && causes.length < MAX_CAUSES && !causes.includes(current)) {
    causes.push(current);
    current = causeOf(current);
  }
  return causes;
}

function describeCauses([first, ...others]: readonly Error[]): object | undefined {
  if (first === undefined) return undefined;
  const cause = describeCauses(others);
  const parts = ['name', 'message', 'code'].map((part) => [part, read(first, part)] as const);
  const given = parts.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return { ...Object.fromEntries(given), ...(cause !== undefined && { cause }) };
}

function readRequest(failure: unknown): FailedRequest | undefined {
  try {
    if (!isConnectorFailure(failure) || failure.request === undefined) return undefined;
    const { method, host } = failure.request;
    return { method: String(method), host: String(host) };
  } catch {
    return undefined;
  }
}

const causeOf = (value: unknown): unknown => (value instanceof Error ? read(value, 'cause') : undefined);

/** Whoever looks at a thrown value may get another. */
function read(value: Error, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}
