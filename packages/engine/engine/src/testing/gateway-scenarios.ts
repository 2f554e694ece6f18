import { activationScenarios } from './scenarios/activation-scenarios.ts';
import { deploymentScenarios } from './scenarios/deployment-scenarios.ts';
import { instanceScenarios } from './scenarios/instance-scenarios.ts';
import { jobScenarios } from './scenarios/job-scenarios.ts';
import { messageScenarios } from './scenarios/message-scenarios.ts';
import { refusalScenarios } from './scenarios/refusal-scenarios.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** What the embedded engine and the recorded answers of a broker 8.6.0 are compared by. */
export const gatewayScenarios: readonly Scenario[] = [
  ...deploymentScenarios,
  ...instanceScenarios,
  ...activationScenarios,
  ...jobScenarios,
  ...messageScenarios,
  ...refusalScenarios,
];
