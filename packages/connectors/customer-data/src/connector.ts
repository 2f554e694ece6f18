import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { anonymiseInput, anonymiseOutput } from './anonymise-customer.schema.ts';
import { createInput, createOutput } from './create-customer.schema.ts';
import { findInput, findOutput } from './find-customer.schema.ts';
import { getInput, getOutput } from './get-customer.schema.ts';
import { updateInput, updateOutput } from './update-customer.schema.ts';
import { upsertInput, upsertOutput } from './upsert-customer.schema.ts';

/** Reads and changes customer records in the system that holds them. Each operation is loaded with its first job. */
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
      ],
    ],
    groups: [
      { id: 'connection', label: 'Connection' },
      { id: 'authentication', label: 'Authentication' },
      { id: 'customer', label: 'Customer' },
      { id: 'changes', label: 'Changes' },
      { id: 'record', label: 'Fields and rules' },
      { id: 'audit', label: 'Outbox' },
    ],
    documentationRef:
      'https://github.com/jobwright/jobwright/tree/main/packages/connectors/customer-data#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#198038" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><ellipse cx="9" cy="4" rx="6.5" ry="2.5"/><path d="M2.5 4v10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5V4M2.5 9c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5"/></svg>',
  },
  defaultOperation: 'update',
  operations: {
    update: defineOperation({
      title: 'Update a customer',
      input: updateInput,
      output: updateOutput,
      run: async (input, context) => (await import('./update-customer.ts')).updateCustomer(input, context),
    }),
    get: defineOperation({
      title: 'Get a customer',
      input: getInput,
      output: getOutput,
      run: async (input, context) => (await import('./get-customer.ts')).getCustomer(input, context),
    }),
    find: defineOperation({
      title: 'Find a customer by a unique field',
      input: findInput,
      output: findOutput,
      run: async (input, context) => (await import('./find-customer.ts')).findCustomer(input, context),
    }),
    create: defineOperation({
      title: 'Create a customer',
      input: createInput,
      output: createOutput,
      run: async (input, context) => (await import('./create-customer.ts')).createCustomer(input, context),
    }),
    upsert: defineOperation({
      title: 'Update a customer, or create it',
      input: upsertInput,
      output: upsertOutput,
      run: async (input, context) => (await import('./upsert-customer.ts')).upsertCustomer(input, context),
    }),
    anonymise: defineOperation({
      title: 'Anonymise a customer',
      input: anonymiseInput,
      output: anonymiseOutput,
      run: async (input, context) =>
        (await import('./anonymise-customer.ts')).anonymiseCustomer(input, context),
    }),
  },
});
