import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { updateInput, updateOutput } from './update.schema.ts';

/** Changes customer records in PostgreSQL, each job's change exactly once. */
export const customerData = defineConnector({
  type: 'io.jobwright:customer-data:1',
  name: 'Update customer data',
  template: {
    id: 'io.jobwright.customer-data',
    version: 2,
    description: 'Changes a customer record in PostgreSQL, exactly once for each job.',
    keywords: ['customer', 'CRM', 'master data', 'database', 'PostgreSQL', 'SQL', 'update'],
    groups: [
      { id: 'connection', label: 'Connection' },
      { id: 'customer', label: 'Customer' },
      { id: 'changes', label: 'Changes' },
    ],
    documentationRef:
      'https://github.com/jobwright/jobwright/tree/main/packages/connector-customer-data#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#198038" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><ellipse cx="9" cy="4" rx="6.5" ry="2.5"/><path d="M2.5 4v10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5V4M2.5 9c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5"/></svg>',
  },
  operations: {
    update: defineOperation({
      input: updateInput,
      output: updateOutput,
      // Loaded with the first job, and the driver with it.
      run: async (input, context) => (await import('./update.ts')).updateCustomer(input, context),
    }),
  },
});
