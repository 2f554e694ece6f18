import { z } from 'zod';
import { defineFindInput } from './backend-inputs.schema.ts';
import { keyOutput, recordOutput, searchedInput, versionOutput } from './operation-fields.schema.ts';
import { fieldsInput, recordInputs } from './record-inputs.schema.ts';

/** The inputs of `findCustomer`, as a model gives them. */
export const findCustomerInput = defineFindInput({
  field: z.string().min(1).meta({
    title: 'Field',
    description: 'Unique field to look in, as the process names it',
    group: 'customer',
  }),
  value: searchedInput,
  fields: fieldsInput,
  ...recordInputs,
});

/** The schema of what `findCustomer` gives the process. */
export const findCustomerOutput = z.object({
  found: z.boolean().describe('Whether there is such a customer'),
  key: keyOutput.nullable(),
  version: versionOutput,
  record: recordOutput.nullable().describe('The fields of the customer; null when there is none'),
});

/** What `findCustomer` works on: its inputs, checked and with defaults. */
export type FindCustomerInput = z.output<typeof findCustomerInput>;
/** What `findCustomer` gives the process. */
export type FindCustomerOutput = z.output<typeof findCustomerOutput>;
