import { type EngineCore, seesVariable } from '@jobwright/engine';
import type { HasVariable } from '@jobwright/runtime';

/** Asks the embedded engine whether the task of a job sees a variable. */
export const createHasVariable =
  (core: EngineCore): HasVariable =>
  (name, job) =>
    seesVariable(core, name, job);
