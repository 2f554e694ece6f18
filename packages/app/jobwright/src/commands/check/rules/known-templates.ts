/** A template of Camunda's whose job type has a connector here. */
export interface KnownTemplate {
  readonly name: string;
  /** The newest version that was looked at; 0 for a template that has none. */
  readonly version: number;
}

const PREFIX = 'io.camunda.connectors.';

/** By id without the prefix. Most are for vendors, and bind to the job type of the REST connector. */
const templates: ReadonlyMap<string, KnownTemplate> = new Map([
  ['Asana.v1', { name: 'Asana', version: 5 }],
  ['AutomationAnywhere.v1', { name: 'Automation Anywhere', version: 4 }],
  ['AzureOpenAI.outbound.v1', { name: 'Azure OpenAI', version: 4 }],
  ['BluePrism.v1', { name: 'Blue Prism', version: 6 }],
  ['CamundaOperate.v1', { name: 'Camunda Operate', version: 7 }],
  ['CamundaOrchestrationCluster.v1', { name: 'Camunda Orchestration Cluster API', version: 2 }],
  ['EasyPost.v1', { name: 'EasyPost', version: 7 }],
  ['GitHub.v1', { name: 'GitHub', version: 15 }],
  ['GitLab.v1', { name: 'GitLab', version: 9 }],
  ['GoogleMapsPlatform.v1', { name: 'Google Maps Platform', version: 7 }],
  ['GraphQL.v1', { name: 'GraphQL', version: 13 }],
  ['HttpJson.v1.basicAuth', { name: 'REST (basic)', version: 0 }],
  ['HttpJson.v1.bearerToken', { name: 'REST (bearer token)', version: 0 }],
  ['HttpJson.v1.noAuth', { name: 'REST (no authentication)', version: 0 }],
  ['HttpJson.v2', { name: 'REST', version: 18 }],
  ['HubSpot.v1', { name: 'HubSpot', version: 4 }],
  ['HuggingFace.v1', { name: 'Hugging Face', version: 4 }],
  ['MSFT.O365.Mail.v1', { name: 'Microsoft 365 Mail', version: 6 }],
  ['OpenAI.v1', { name: 'OpenAI', version: 8 }],
  ['PowerAutomate.v1', { name: 'Power Automate', version: 4 }],
  ['Salesforce.v1', { name: 'Salesforce', version: 9 }],
  ['ServiceNow.v1', { name: 'ServiceNow', version: 3 }],
  ['ServiceNowFlow.v1', { name: 'ServiceNow Flow Starter', version: 1 }],
  ['ServiceNowIncident.v1', { name: 'ServiceNow Incident', version: 3 }],
  ['Twilio.v1', { name: 'Twilio', version: 8 }],
  ['UIPath.v1', { name: 'UiPath', version: 7 }],
  ['WhatsApp.v1', { name: 'WhatsApp Business', version: 5 }],
  ['databricks.rest.v1', { name: 'Databricks', version: 1 }],
  ['email.v1', { name: 'Email', version: 8 }],
]);

/** The template of Camunda's with an id, if a connector here serves it. */
export const findKnownTemplate = (id: string): KnownTemplate | undefined =>
  id.startsWith(PREFIX) ? templates.get(id.slice(PREFIX.length)) : undefined;
