import type {
  DeployedDecision,
  DeployedDecisionRequirements,
  DeployedForm,
  DeployedProcess,
  DeployedResource,
} from '../deployment-types.ts';

/** Part of the answer to a deployment. */
export type Deployed =
  | { readonly kind: 'process'; readonly process: DeployedProcess }
  | { readonly kind: 'decision'; readonly decision: DeployedDecision }
  | {
      readonly kind: 'decisionRequirements';
      readonly decisionRequirements: DeployedDecisionRequirements;
    }
  | { readonly kind: 'form'; readonly form: DeployedForm }
  | { readonly kind: 'resource'; readonly resource: DeployedResource };
