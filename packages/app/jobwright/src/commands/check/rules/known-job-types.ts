/** A connector of Camunda's that has no counterpart here. */
export interface KnownConnector {
  readonly name: string;
  /** A connector that can do the same, as the end of a sentence. */
  readonly nearest?: string;
}

const REST = 'io.camunda:http-json:1 can call its REST API';
const MAIL = 'io.camunda:email:1 can send by its SMTP server';
const SQL = 'io.jobwright:customer-data:1 reads and changes records in PostgreSQL and MySQL';

/** Camunda's outbound connectors without a counterpart, by job type. */
export const OUTBOUND: ReadonlyMap<string, KnownConnector> = new Map<string, KnownConnector>([
  ['io.camunda.agenticai:a2aclient:0', { name: 'A2A Client' }],
  ['io.camunda.agenticai:adhoctoolsschema:0', { name: 'Ad-hoc tools schema' }],
  ['io.camunda.agenticai:adhoctoolsschema:1', { name: 'Ad-hoc tools schema' }],
  ['io.camunda.agenticai:aiagent-job-worker:1', { name: 'AI Agent Sub-process' }],
  ['io.camunda.agenticai:aiagent:0', { name: 'AI Agent' }],
  ['io.camunda.agenticai:aiagent:1', { name: 'AI Agent Task' }],
  ['io.camunda.agenticai:aiagent:subprocess:2', { name: 'AI Agent Sub-process' }],
  ['io.camunda.agenticai:aiagent:task:2', { name: 'AI Agent Task' }],
  ['io.camunda.agenticai:mcpclient:0', { name: 'MCP Client' }],
  ['io.camunda.agenticai:mcpclient:1', { name: 'MCP Client' }],
  ['io.camunda.agenticai:mcpremoteclient:0', { name: 'MCP Remote Client' }],
  ['io.camunda.agenticai:mcpremoteclient:1', { name: 'MCP Remote Client' }],
  ['io.camunda:app-integrations', { name: 'App Integrations' }],
  ['io.camunda:aws-bedrock-agentcore-lt-memory:1', { name: 'AWS Bedrock AgentCore Long-Term Memory' }],
  ['io.camunda:aws-bedrock-agentcore-runtime:1', { name: 'AWS Bedrock AgentCore Runtime' }],
  ['io.camunda:aws-bedrock-codeinterpreter:1', { name: 'AWS Bedrock Code Interpreter' }],
  ['io.camunda:aws-bedrock-knowledgebase:1', { name: 'AWS Bedrock Knowledge Base' }],
  ['io.camunda:aws-bedrock:1', { name: 'AWS Bedrock' }],
  ['io.camunda:aws-comprehend:1', { name: 'AWS Comprehend' }],
  ['io.camunda:aws-dynamodb:1', { name: 'AWS DynamoDB' }],
  ['io.camunda:aws-eventbridge:1', { name: 'AWS EventBridge' }],
  ['io.camunda:aws-lambda:1', { name: 'AWS Lambda' }],
  ['io.camunda:aws-s3:1', { name: 'AWS S3' }],
  ['io.camunda:aws-sagemaker:1', { name: 'AWS SageMaker' }],
  ['io.camunda:aws-sns:1', { name: 'AWS SNS' }],
  ['io.camunda:aws-sqs:1', { name: 'AWS SQS' }],
  ['io.camunda:aws-textract:1', { name: 'AWS Textract' }],
  ['io.camunda:azure-blobstorage:1', { name: 'Azure Blob Storage', nearest: REST }],
  ['io.camunda:box:1', { name: 'Box', nearest: REST }],
  ['io.camunda:connector-automationanywhere:1', { name: 'Automation Anywhere', nearest: REST }],
  ['io.camunda:connector-jdbc:1', { name: 'SQL (JDBC)', nearest: SQL }],
  ['io.camunda:connector-kafka:1', { name: 'Kafka' }],
  ['io.camunda:connector-microsoft-teams:1', { name: 'Microsoft Teams', nearest: REST }],
  ['io.camunda:connector-rabbitmq:1', { name: 'RabbitMQ' }],
  ['io.camunda:csv-connector', { name: 'CSV' }],
  ['io.camunda:embeddings-vector-database:1', { name: 'Embeddings Vector Database' }],
  ['io.camunda:google-drive:1', { name: 'Google Drive', nearest: REST }],
  ['io.camunda:google-gcs:1', { name: 'Google Cloud Storage', nearest: REST }],
  ['io.camunda:google-gemini:1', { name: 'Google Gemini', nearest: REST }],
  ['io.camunda:google-sheets:1', { name: 'Google Sheets', nearest: REST }],
  ['io.camunda:sendMessage:1', { name: 'Send Message', nearest: REST }],
  ['io.camunda:sendgrid:1', { name: 'SendGrid', nearest: MAIL }],
  ['io.camunda:slack:1', { name: 'Slack', nearest: REST }],
  ['io.camunda:soap:1', { name: 'SOAP' }],
]);

/** Camunda's inbound connectors, by type. */
export const INBOUND: ReadonlyMap<string, KnownConnector> = new Map<string, KnownConnector>([
  ['io.camunda.agenticai:a2aclient:polling:0', { name: 'A2A Client Polling' }],
  ['io.camunda.agenticai:a2aclient:webhook:0', { name: 'A2A Client Webhook' }],
  ['io.camunda:aws-sns-webhook:1', { name: 'AWS SNS' }],
  ['io.camunda:aws-sqs-inbound:1', { name: 'AWS SQS' }],
  ['io.camunda:connector-email-inbound:1', { name: 'Email' }],
  ['io.camunda:connector-kafka-inbound:1', { name: 'Kafka' }],
  ['io.camunda:connector-o365-email-inbound:1', { name: 'Microsoft 365 Email' }],
  ['io.camunda:connector-rabbitmq-inbound:1', { name: 'RabbitMQ' }],
  ['io.camunda:http-polling:1', { name: 'HTTP Polling' }],
  ['io.camunda:slack-webhook:1', { name: 'Slack Webhook' }],
  ['io.camunda:webhook:1', { name: 'Webhook' }],
]);
