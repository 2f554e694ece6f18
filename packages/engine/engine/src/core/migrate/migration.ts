import type { GraphNode } from '../../model/graph.ts';
import type { Result } from '../commands.ts';
import { type Engine, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Executable } from '../executable.ts';
import { reject } from '../result.ts';
import { isEvent } from '../waits.ts';

/** What the checks and steps of one migration share. */
export interface Migration {
  readonly engine: Engine;
  readonly root: ElementInstance;
  readonly source: Executable;
  readonly target: Executable;
  /** Target ids by source ids, the processes included. */
  readonly mappings: ReadonlyMap<string, string>;
  readonly targetIds: ReadonlySet<string>;
}

/** An active instance with its element in both definitions. */
export interface MigratedElement {
  readonly instance: ElementInstance;
  readonly from: GraphNode;
  readonly to: GraphNode;
}

export function rejectMigration(
  { root }: Pick<Migration, 'root'>,
  reason: string,
  code: 'INVALID_STATE' | 'INVALID_ARGUMENT' = 'INVALID_STATE',
): Result<never> {
  return reject(code, 'MIGRATE', `Expected to migrate process instance '${root.key}' but ${reason}`);
}

export const isEventSubProcessStart = (scopeId: string, event: GraphNode): boolean =>
  event.kind === 'start' && event.scopeId !== scopeId;

/** The kind of an event as the broker names it. */
export function eventTypeName(event: GraphNode): string {
  return (isEvent(event) ? event.trigger?.kind.toUpperCase() : undefined) ?? 'NONE';
}

/** The element that the scope of an instance becomes. */
export function targetScopeId(
  { engine, mappings }: Migration,
  instance: ElementInstance,
): string | undefined {
  const scope = getScope(engine, instance);
  return scope && mappings.get(scope.elementId);
}
