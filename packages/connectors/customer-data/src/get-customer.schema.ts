import { z } from 'zod';
import { defineReadInput } from './backend-inputs.schema.ts';
import { keyInput, keyOutput, recordOutput, versionOutput } from './operation-fields.schema.ts';
import { fieldsInput, recordInputs } from './record-inputs.schema.ts';

/** The inputs of `getCustomer`, as a model gives them. */
export const getCustomerInput = defineReadInput({ key: keyInput, fields: fieldsInput, ...recordInputs });

/** The schema of what `getCustomer` gives the process. */
export const getCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  record: recordOutput.describe('The fields of the customer'),
});

/** What `getCustomer` works on: its inputs, checked and with defaults. */
export type GetCustomerInput = z.output<typeof getCustomerInput>;
/** What `getCustomer` gives the process. */
export type GetCustomerOutput = z.output<typeof getCustomerOutput>;
