/** `DeployResource`: deploys files, all or none. */
export interface DeployResourceRequest {
  /** BPMN, DMN and form files. The suffix of the name says which it is. */
  readonly resources: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Empty: the default tenant. */
  readonly tenantId: string;
}

/** The answer to `DeployResource`. Keys are decimal strings. */
export interface DeployResourceResponse {
  readonly key: string;
  readonly deployments: readonly Deployment[];
  readonly tenantId: string;
}

/** What was deployed: one of these for each process, decision, set of decisions or form. */
export type Deployment =
  | { readonly process: ProcessMetadata }
  | { readonly decision: DecisionMetadata }
  | { readonly decisionRequirements: DecisionRequirementsMetadata }
  | { readonly form: FormMetadata };

/** A deployed process. */
export interface ProcessMetadata {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** A deployed decision. */
export interface DecisionMetadata {
  readonly dmnDecisionId: string;
  readonly dmnDecisionName: string;
  readonly version: number;
  readonly decisionKey: string;
  readonly dmnDecisionRequirementsId: string;
  readonly decisionRequirementsKey: string;
  readonly tenantId: string;
}

/** A deployed DMN file: the graph of its decisions. */
export interface DecisionRequirementsMetadata {
  readonly dmnDecisionRequirementsId: string;
  readonly dmnDecisionRequirementsName: string;
  readonly version: number;
  readonly decisionRequirementsKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

/** A deployed form. */
export interface FormMetadata {
  readonly formId: string;
  readonly version: number;
  readonly formKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}
