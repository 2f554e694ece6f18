import type { FaultScenario } from './fault-scenario.ts';
import { standStill } from './scenarios/stand-still.ts';

/** In the order in which they run. */
export const scenarios: readonly FaultScenario[] = [standStill];
