import {
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
import { openOwnSide } from './own-side.ts';

/** Runs a process that is deployed on Operaton there and on our engine here, step by step. */
export async function runCase(options: {
  readonly process: Scope;
  readonly client: OperatonClient;
  readonly next: (index: ProcessIndex) => NextStep;
  readonly normalize: (index: ProcessIndex) => (observation: Observation) => Observation;
}): Promise<ScriptOutcome> {
  const { process, client, next, normalize } = options;
  const index = indexProcess(process);
  const own = openOwnSide(process, index);
  const operaton = createOperatonSide({ process, index, client });
  try {
    return await runScript({
      index,
      sides: [own.side, operaton],
      next: next(index),
      normalize: normalize(index),
    });
  } finally {
    own.close();
    await client.clear();
  }
}
