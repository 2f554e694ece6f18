import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { updateInput, updateOutput } from './update.schema.ts';
import { updateCustomer } from './update.ts';

/** Changes customer records in PostgreSQL, each job's change exactly once. */
export const customerData = defineConnector({
  type: 'io.jobwright:customer-data:1',
  name: 'Update customer data',
  template: { id: 'io.jobwright.customer-data', version: 1 },
  operations: {
    update: defineOperation({ input: updateInput, output: updateOutput, run: updateCustomer }),
  },
});
