import { isConnectorFailure } from '@jobwright/connector-sdk';

/** The parts of one of the SDK's failures, read once. */
export interface ThrownFailure {
  readonly kind: 'input' | 'connector' | 'retryable' | 'bpmn';
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly variables: unknown;
  readonly detail: string;
  readonly retryAfterMs: number;
  /** The attempts that a retryable one leaves; `undefined`: it does not say. */
  readonly retriesLeft: number | undefined;
  readonly keepsRetries: boolean;
}

const NAMES: Readonly<Record<string, ThrownFailure['kind']>> = {
  input: 'input',
  connector: 'connector',
  retryable: 'retryable',
  bpmn: 'bpmn',
};

/**
 * Reads a thrown value; `undefined` when it is not one of the SDK's failures. A connector may throw anything,
 * even a value that throws when it is read.
 */
export function readFailure(thrown: unknown): ThrownFailure | undefined {
  try {
    if (!isConnectorFailure(thrown)) return undefined;
    const kind = NAMES[textOf(Reflect.get(thrown, 'kind'))];
    if (kind === undefined) return undefined;
    return {
      kind,
      name: textOf(Reflect.get(thrown, 'name')),
      code: textOf(Reflect.get(thrown, 'code')),
      message: textOf(Reflect.get(thrown, 'message')),
      variables: Reflect.get(thrown, 'variables'),
      detail: textOf(Reflect.get(thrown, 'detail')),
      retryAfterMs: delayMsOf(Reflect.get(thrown, 'retryAfterMs')),
      retriesLeft: countOf(Reflect.get(thrown, 'retriesLeft')),
      keepsRetries: Reflect.get(thrown, 'keepsRetries') === true,
    };
  } catch {
    return undefined;
  }
}

/** Whether the thrown value is of that class. One that cannot be read is not. */
export function isThrown<Failure extends Error>(
  thrown: unknown,
  type: abstract new (...parameters: never[]) => Failure,
): thrown is Failure {
  try {
    return thrown instanceof type;
  } catch {
    return false;
  }
}

/** Connectors in JavaScript may use a number as code. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
};

const delayMsOf = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? Math.round(value) : 0;

const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.max(Math.trunc(value), 0) : undefined;
