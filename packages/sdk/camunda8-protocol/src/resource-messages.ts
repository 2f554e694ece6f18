export interface DeployResourceRequest {
  readonly resources: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Empty where the cluster has no tenants. */
  readonly tenantId: string;
}

export interface DeployResourceResponse {
  readonly key: string;
  readonly deployments: readonly Deployment[];
  readonly tenantId: string;
}

/** One of these for each resource. */
export type Deployment =
  | { readonly process: ProcessMetadata }
  | { readonly decision: DecisionMetadata }
  | { readonly decisionRequirements: DecisionRequirementsMetadata }
  | { readonly form: FormMetadata };

export interface ProcessMetadata {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

export interface DecisionMetadata {
  readonly dmnDecisionId: string;
  readonly dmnDecisionName: string;
  readonly version: number;
  readonly decisionKey: string;
  readonly dmnDecisionRequirementsId: string;
  readonly decisionRequirementsKey: string;
  readonly tenantId: string;
}

export interface DecisionRequirementsMetadata {
  readonly dmnDecisionRequirementsId: string;
  readonly dmnDecisionRequirementsName: string;
  readonly version: number;
  readonly decisionRequirementsKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

export interface FormMetadata {
  readonly formId: string;
  readonly version: number;
  readonly formKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}
