import type { Key } from './key.ts';

/** A process of a deployment, with its version. */
export interface DeployedProcess {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: Key;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** A decision of a deployment, with its version. */
export interface DeployedDecision {
  readonly dmnDecisionId: string;
  readonly dmnDecisionName: string;
  readonly version: number;
  readonly decisionKey: Key;
  readonly dmnDecisionRequirementsId: string;
  readonly decisionRequirementsKey: Key;
  readonly tenantId: string;
}

/** A DMN file of a deployment, with its version. */
export interface DeployedDecisionRequirements {
  readonly dmnDecisionRequirementsId: string;
  readonly dmnDecisionRequirementsName: string;
  readonly version: number;
  readonly decisionRequirementsKey: Key;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** A form of a deployment, with its version. */
export interface DeployedForm {
  readonly formId: string;
  readonly version: number;
  readonly formKey: Key;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** Another file of a deployment, such as an RPA script, with its version. */
export interface DeployedResource {
  readonly resourceId: string;
  readonly version: number;
  readonly resourceKey: Key;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** The answer to a deployment. Each list has the order of the deployment. */
export interface Deployment {
  readonly key: Key;
  readonly tenantId: string;
  readonly processes: readonly DeployedProcess[];
  readonly decisions: readonly DeployedDecision[];
  readonly decisionRequirements: readonly DeployedDecisionRequirements[];
  readonly forms: readonly DeployedForm[];
  /** Files other than processes, decisions and forms. */
  readonly resources: readonly DeployedResource[];
}

/** A deployed form or other file, with its content. */
export interface ResourceView {
  readonly key: Key;
  readonly kind: 'form' | 'resource';
  readonly id: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly resourceName: string;
  readonly tenantId: string;
  readonly deploymentKey: Key;
  readonly content: string;
}
