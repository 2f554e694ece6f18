export { describeProcess } from './describe-process.ts';
export { compareObservations, type Difference } from './compare-observations.ts';
export { createEngineSide, type DrivenEngine, type EngineSide } from './engine-side.ts';
export type { AvoidedShape } from './finish-parts.ts';
export { finishProcess } from './finish-process.ts';
export { operatonDialect } from './operaton-dialect.ts';
export { eventIdOf, indexProcess, LOOP_RADIX, type ProcessIndex } from './process-index.ts';
export type { Scope } from './process-model.ts';
export { caseOfSeed, type RandomCase, randomCase } from './random-case.ts';
export { createRecursionSide } from './recursion/recursion-side.ts';
export { renderProcess } from './render-process.ts';
export { startVariables } from './start-variables.ts';
export { chosenSteps, type NextStep, runScript, type ScriptOutcome, writtenSteps } from './run-script.ts';
export {
  bodyId,
  type Observation,
  renderStep,
  renderWaiting,
  type Side,
  sortWaiting,
  type Step,
  type Waiting,
} from './script.ts';
export { zeebeDialect } from './zeebe-dialect.ts';
