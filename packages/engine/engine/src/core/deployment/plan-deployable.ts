import type { Engine } from '../engine.ts';
import type { NewDeployable, PlannedDeployable } from './planned-deployable.ts';
import { planDecisions } from './plan-decisions.ts';
import { planProcess } from './plan-process.ts';
import { planResourceVersion } from './plan-resource-version.ts';

/** Each kind of resource has its own rules of versions. */
export function planDeployable(engine: Engine, wanted: NewDeployable): PlannedDeployable {
  const { deployable } = wanted;
  switch (deployable.kind) {
    case 'process':
      return planProcess(engine, { ...wanted, deployable });
    case 'decisions':
      return planDecisions(engine, { ...wanted, deployable });
    case 'form':
    case 'resource':
      return planResourceVersion(engine, { ...wanted, deployable });
  }
}
