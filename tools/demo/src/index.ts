export { connectCamunda7 } from './camunda7-engine.ts';
export { connectCamunda8, type EngineConfiguration } from './camunda8-engine.ts';
export {
  type CrmBackend,
  type CrmBackendOptions,
  customersUnknownToCrm,
  startCrmBackend,
} from './crm-backend.ts';
export { type CustomerDatabase, openCustomerDatabase, type StoredCustomer } from './customer-database.ts';
export type { DemoEngine } from './demo-engine.ts';
export { type Customer, parseCustomers, readCustomers } from './customers.ts';
export { type MailServer, type MailServerOptions, startMailServer } from './mail-server.ts';
export { readOnboardingProcess } from './onboarding-process.ts';
export { type Onboarding } from './onboard-customers.ts';
export { type DemoOptions, type DemoReport, runDemo } from './run-demo.ts';
