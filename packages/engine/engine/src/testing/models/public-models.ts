import { agentModels } from './agent-models.ts';
import { connectorModels } from './connector-models.ts';
import { decisionModels } from './decision-models.ts';
import { eventModels } from './event-models.ts';
import { failureModels } from './failure-models.ts';
import { loopModels } from './loop-models.ts';
import { operationModels } from './operation-models.ts';
import { orderModels } from './order-models.ts';
import { peopleModels } from './people-models.ts';
import type { PublicModel } from './public-model.ts';

/** Processes after public ones, each with a run through it. */
export const publicModels: readonly PublicModel[] = [
  ...orderModels,
  ...peopleModels,
  ...connectorModels,
  ...operationModels,
  ...loopModels,
  ...eventModels,
  ...failureModels,
  ...decisionModels,
  ...agentModels,
];
