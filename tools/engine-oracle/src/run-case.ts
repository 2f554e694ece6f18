import { createEngineCore, createTestClock, type EngineCore } from '@jobwright/engine';
import {
  createEngineSide,
  type DrivenEngine,
  indexProcess,
  type NextStep,
  type Observation,
  type ProcessIndex,
  runScript,
  type Scope,
  type ScriptOutcome,
} from '@jobwright/random-processes';
import type { OperatonClient } from './operaton-client.ts';
import { createOperatonSide } from './operaton-side.ts';

/** Whether an engine shows its whole state; it does so for tools alone. */
export const canBeLookedInto = (core: EngineCore): core is EngineCore & DrivenEngine => 'snapshot' in core;

/** Runs a process that is deployed on Operaton there and on our engine here, step by step. */
export async function runCase(options: {
  readonly process: Scope;
  readonly client: OperatonClient;
  readonly next: (index: ProcessIndex) => NextStep;
  readonly normalize: (index: ProcessIndex) => (observation: Observation) => Observation;
}): Promise<ScriptOutcome> {
  const { process, client, next, normalize } = options;
  const index = indexProcess(process);
  const clock = createTestClock();
  const core = createEngineCore({ clock });
  if (!canBeLookedInto(core)) throw new Error('The engine gives no snapshot');
  const engine = createEngineSide({
    process,
    index,
    engine: () => core,
    advance: (ms) => clock.advance(ms),
  });
  const operaton = createOperatonSide({ process, index, client });
  try {
    return await runScript({
      index,
      sides: [engine, operaton],
      next: next(index),
      normalize: normalize(index),
    });
  } finally {
    core.close();
    await client.clear();
  }
}
