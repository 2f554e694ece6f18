import { createEngineCore, createTestClock, type EngineCore } from '@jobwright/engine';
import {
  createEngineSide,
  type DrivenEngine,
  type ProcessIndex,
  type Scope,
  type Side,
} from '@jobwright/random-processes';

/** Whether an engine shows its whole state; it does so for tools alone. */
const canBeLookedInto = (core: EngineCore): core is EngineCore & DrivenEngine => 'snapshot' in core;

/** Our engine as a side, with a clock of its own. */
export function openOwnSide(process: Scope, index: ProcessIndex): { readonly side: Side; close(): void } {
  const clock = createTestClock();
  const core = createEngineCore({ clock });
  if (!canBeLookedInto(core)) throw new Error('The engine gives no snapshot');
  const advance = (ms: number): void => clock.advance(ms);
  return {
    side: createEngineSide({ process, index, engine: () => core, advance }),
    close: () => core.close(),
  };
}
