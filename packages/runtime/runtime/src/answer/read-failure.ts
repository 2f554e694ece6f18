import { isConnectorFailure } from '@jobwright/connector-sdk';

/** What one of the SDK's failures says, read once. */
export interface ThrownFailure {
  readonly kind: 'input' | 'connector' | 'retryable' | 'bpmn';
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly variables: unknown;
  readonly detail: string;
  readonly retryAfterMs: number;
  /** What a retryable one says of the attempts that are left; `undefined`: nothing. */
  readonly retriesLeft: number | undefined;
}

const NAMES: Readonly<Record<string, ThrownFailure['kind']>> = {
  input: 'input',
  connector: 'connector',
  retryable: 'retryable',
  bpmn: 'bpmn',
};

/** `undefined` of everything else: a connector may throw anything, also what throws when it is looked at. */
export function readFailure(thrown: unknown): ThrownFailure | undefined {
  try {
    if (!isConnectorFailure(thrown)) return undefined;
    const kind = NAMES[toText(Reflect.get(thrown, 'kind'))];
    if (kind === undefined) return undefined;
    return {
      kind,
      name: toText(Reflect.get(thrown, 'name')),
      code: toText(Reflect.get(thrown, 'code')),
      message: toText(Reflect.get(thrown, 'message')),
      variables: Reflect.get(thrown, 'variables'),
      detail: toText(Reflect.get(thrown, 'detail')),
      retryAfterMs: toWaitMs(Reflect.get(thrown, 'retryAfterMs')),
      retriesLeft: toCount(Reflect.get(thrown, 'retriesLeft')),
    };
  } catch {
    return undefined;
  }
}

/** Whether the thrown value is of that class; one that cannot be looked at is of none. */
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

/** Connectors in JavaScript may give a number as code. */
const toText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
};

const toWaitMs = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.round(value) : 0);

const toCount = (value: unknown): number | undefined =>
  typeof value === 'number' && !Number.isNaN(value) ? Math.max(Math.trunc(value), 0) : undefined;
