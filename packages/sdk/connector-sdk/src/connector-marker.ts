import type { Connector } from './connector.ts';

/**
 * On every connector, and shared by every installed copy of this package, so that a runtime knows what
 * another copy made.
 */
const MARKER = Symbol.for('jobwright.connector');

/** Raised when what a runtime relies on in a connector changes so that it cannot run connectors of before. */
const GENERATION = 1;

export const connectorMarker: Readonly<Record<symbol, number>> = Object.freeze({ [MARKER]: GENERATION });

/**
 * Whether a value is a connector, made by whichever copy of this package, that a runtime of this version can
 * run.
 */
export const isConnector = (value: unknown): value is Connector => readGeneration(value) === GENERATION;

/**
 * Whether a value is a connector made by a version of this package that a runtime of this version cannot run.
 */
export function isForeignConnector(value: unknown): value is { readonly type: string } {
  const generation = readGeneration(value);
  return generation !== undefined && generation !== GENERATION;
}

function readGeneration(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  return typeof value.type === 'string' ? Reflect.get(value, MARKER) : undefined;
}
