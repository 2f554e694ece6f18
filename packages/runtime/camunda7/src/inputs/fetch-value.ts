import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { type JsonValue, parseJson } from '@jobwright/json';
import { askUntilAnswered, ClusterCallError, isDoubtful, isTransient } from '@jobwright/runtime/cluster';
import type { EngineRequests } from '../engine/engine-request.ts';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 10_000_000;
/** A job has few retries: they are not spent while a node of the engine is being replaced. */
const MAX_WAIT_MS = 60_000;

/** What is asked for, for messages. */
export interface VariableFetch {
  readonly name: string;
  /** Of a Java object. */
  readonly className?: string;
  readonly signal: AbortSignal;
}

/**
 * Asks the engine about a variable, for up to a minute while it cannot be reached; the answer is bounded.
 * @throws ConnectorError `VARIABLE_UNREADABLE` when the engine does not give it
 * @throws RetryableError `VARIABLE_UNAVAILABLE` when the engine cannot be reached now
 */
export async function fetchValue(
  engine: EngineRequests,
  path: string,
  { name, className, signal }: VariableFetch,
): Promise<JsonValue> {
  const bounds = { timeoutMs: TIMEOUT_MS, signal, maxBytes: MAX_BYTES };
  const endsAt = performance.now() + MAX_WAIT_MS;
  try {
    const text = await askUntilAnswered(() => engine.send({ method: 'GET', path }, bounds), {
      signal,
      isTransient: (error) => isAway(error) && performance.now() < endsAt,
    });
    return parseJson(text, { hugeNumbers: 'text' });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ClusterCallError)) throw error;
    if (isAway(error))
      throw new RetryableError({
        code: 'VARIABLE_UNAVAILABLE',
        message: `The engine does not give the variable ${name} now (${error.message})`,
        cause: error,
      });
    // The engine answers 500 for a class that it does not have.
    const what = className === undefined ? '' : `, a Java object of the class ${className},`;
    throw new ConnectorError({
      code: 'VARIABLE_UNREADABLE',
      message: `The engine cannot give the variable ${name}${what} as JSON (${error.message}): store it as JSON, or pass on the fields that the task needs`,
      cause: error,
    });
  }
}

/** Whether no node of the engine has answered the question itself. */
const isAway = (error: unknown): boolean => isTransient(error) && !isDoubtful(error);
