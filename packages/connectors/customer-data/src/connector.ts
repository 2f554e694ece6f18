import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { anonymiseCustomer } from './anonymise-customer.ts';
import { anonymiseCustomerInput, anonymiseCustomerOutput } from './anonymise-customer.schema.ts';
import { createCustomer } from './create-customer.ts';
import { createCustomerInput, createCustomerOutput } from './create-customer.schema.ts';
import { customerDataErrors } from './errors.ts';
import { findCustomer } from './find-customer.ts';
import { findCustomerInput, findCustomerOutput } from './find-customer.schema.ts';
import { getCustomer } from './get-customer.ts';
import { getCustomerInput, getCustomerOutput } from './get-customer.schema.ts';
import { updateCustomer } from './update-customer.ts';
import { updateCustomerInput, updateCustomerOutput } from './update-customer.schema.ts';
import { upsertCustomer } from './upsert-customer.ts';
import { upsertCustomerInput, upsertCustomerOutput } from './upsert-customer.schema.ts';

/**
 * Reads and changes customer records in the system that holds them. What a backend needs is loaded with its
 * first job.
 */
export const customerData = defineConnector({
  type: 'io.jobwright:customer-data:1',
  name: 'Update customer data',
  template: {
    id: 'io.jobwright.customer-data',
    version: 2,
    description:
      'Reads and changes customer records in PostgreSQL, MySQL, a REST service, HubSpot or Salesforce, each job exactly once.',
    keywords: [
      ...['customer', 'CRM', 'master data', 'database', 'PostgreSQL', 'MySQL', 'MariaDB', 'SQL', 'REST'],
      ...[
        'HubSpot',
        'Salesforce',
        'contact',
        'get',
        'find',
        'create',
        'update',
        'upsert',
        'anonymise',
        'GDPR',
        'client',
        'address',
      ],
      ...['Kunde', 'Kundendaten', 'Kundin', 'Stammdaten', 'Datenbank', 'Kontakt', 'Adresse', 'Mandant'],
      ...['anlegen', 'ändern', 'aktualisieren', 'suchen', 'anonymisieren', 'DSGVO'],
    ],
    groups: [
      { id: 'connection', label: 'Connection' },
      { id: 'authentication', label: 'Authentication' },
      { id: 'customer', label: 'Customer' },
      { id: 'changes', label: 'Changes' },
      { id: 'record', label: 'Names of fields' },
    ],
    documentationRef:
      'https://github.com/jobwright/jobwright/tree/main/packages/connectors/customer-data#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#198038" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><ellipse cx="9" cy="4" rx="6.5" ry="2.5"/><path d="M2.5 4v10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5V4M2.5 9c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5"/></svg>',
  },
  errors: customerDataErrors,
  defaultOperation: 'update',
  operations: {
    update: defineOperation({
      title: 'Update a customer',
      input: updateCustomerInput,
      output: updateCustomerOutput,
      run: updateCustomer,
    }),
    get: defineOperation({
      title: 'Get a customer',
      input: getCustomerInput,
      output: getCustomerOutput,
      run: getCustomer,
    }),
    find: defineOperation({
      title: 'Find a customer by a unique field',
      input: findCustomerInput,
      output: findCustomerOutput,
      run: findCustomer,
    }),
    create: defineOperation({
      title: 'Create a customer',
      input: createCustomerInput,
      output: createCustomerOutput,
      run: createCustomer,
    }),
    upsert: defineOperation({
      title: 'Update a customer, or create it',
      input: upsertCustomerInput,
      output: upsertCustomerOutput,
      run: upsertCustomer,
    }),
    anonymise: defineOperation({
      title: 'Anonymise a customer',
      input: anonymiseCustomerInput,
      output: anonymiseCustomerOutput,
      run: anonymiseCustomer,
    }),
  },
});
