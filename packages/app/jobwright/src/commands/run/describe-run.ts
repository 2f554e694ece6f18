import type { EngineCore } from '@jobwright/engine';

/** How long a run took, and the elements it passed in the order of entering. */
export interface RunFacts {
  readonly path: readonly string[];
  readonly durationMs: number;
}

const MAX_SHOWN = 50;

/** Reads the path of an instance, without the process itself. */
export function readPath(core: EngineCore, processInstanceKey: string): readonly string[] {
  const elements = core.history(processInstanceKey)?.elements ?? [];
  return elements
    .filter(({ elementInstanceKey }) => elementInstanceKey !== processInstanceKey)
    .toSorted((a, b) => a.enteredOrder - b.enteredOrder)
    .map(({ elementId }) => elementId);
}

/** One line for a person. */
export function describeRun({ path, durationMs }: RunFacts): string {
  const shown = path.slice(0, MAX_SHOWN).join(' > ');
  const more = path.length > MAX_SHOWN ? ` > ... (${path.length - MAX_SHOWN} more)` : '';
  return `Completed in ${(durationMs / 1000).toFixed(1)} s: ${shown}${more}`;
}
