import type { Check } from '../check.ts';
import { checkEngine, checkFetching } from './check-engine.ts';
import { checkTopics } from './check-topics.ts';
import { checkHistory, checkJson, checkTenants } from './check-variables.ts';
import type { EngineParts } from './engine-parts.ts';

/** The checks of an engine of Camunda 7 or Operaton. */
export const listEngineChecks = (parts: EngineParts): readonly Check[] => [
  checkEngine(parts),
  checkFetching(parts),
  checkTenants(parts),
  checkTopics(parts),
  checkJson(parts),
  checkHistory(parts),
];
