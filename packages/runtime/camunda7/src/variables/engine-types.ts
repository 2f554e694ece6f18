import { createSingleFlight } from '@jobwright/concurrency';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import type { EngineRequests, RequestBounds } from '../engine/engine-request.ts';

/** Which types of variables an engine takes. */
export interface EngineTypes {
  /** `Json`, and objects as JSON: Camunda Run and other distributions with Spin know them. */
  readonly json: boolean;
  /** Characters of a `String` variable: longer texts become objects. */
  readonly maxTextCharacters: number;
}

/** How variables are written. */
export interface EngineTypesOptions {
  /** Whether the engine knows variables of type `Json`. Default: it is asked once. */
  readonly jsonVariables?: boolean;
  /**
   * Characters of a `String` variable that the database of the engine takes; longer texts become objects.
   * Default 4,000. Oracle takes 2,000.
   */
  readonly maxTextCharacters?: number;
}

export const DEFAULT_MAX_TEXT_CHARACTERS = 4_000;
const BAD_REQUEST = 400;
const NOT_FOUND = 404;
const UNKNOWN_TYPE = /value type/i;

/** Finds out which types an engine takes. Rejects with ClusterCallError while the engine does not tell. */
export type FindEngineTypes = (bounds: RequestBounds) => Promise<EngineTypes>;

export function createEngineTypes(
  engine: EngineRequests,
  { jsonVariables, maxTextCharacters = DEFAULT_MAX_TEXT_CHARACTERS }: EngineTypesOptions,
): FindEngineTypes {
  const questions = createSingleFlight<boolean>();
  let json = jsonVariables;
  return async (bounds) => {
    json ??= await questions.run('json', (signal) => knowsJson(engine, { ...bounds, signal }), bounds.signal);
    return { json, maxTextCharacters };
  };
}

/** The engine reads variables before it looks for the task, which there is not. */
const PROBE = {
  method: 'POST',
  path: '/external-task/jobwright-asks-for-types/complete',
  body: JSON.stringify({ workerId: 'jobwright', variables: { json: { type: 'Json', value: '1' } } }),
} as const;

async function knowsJson(engine: EngineRequests, bounds: RequestBounds): Promise<boolean> {
  try {
    await engine.send(PROBE, bounds);
    return true;
  } catch (error) {
    if (!(error instanceof ClusterCallError)) throw error;
    if (error.httpStatus === NOT_FOUND) return true;
    if (error.httpStatus === BAD_REQUEST && UNKNOWN_TYPE.test(error.message)) return false;
    throw error;
  }
}
