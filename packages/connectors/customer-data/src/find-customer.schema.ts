import { z } from 'zod';
import { toFindInput } from './backend-inputs.schema.ts';
import { keyOutput, recordOutput, searchedInput, versionOutput } from './operation-fields.schema.ts';
import { fieldsInput, recordInputs } from './record-inputs.schema.ts';

export const findCustomerInput = toFindInput({
  field: z.string().min(1).meta({
    title: 'Field',
    description: 'Unique field to look in, as the process names it',
    group: 'customer',
  }),
  value: searchedInput,
  fields: fieldsInput,
  ...recordInputs,
});

export const findCustomerOutput = z.object({
  found: z.boolean().describe('Whether there is such a customer'),
  key: keyOutput.nullable(),
  version: versionOutput,
  record: recordOutput.nullable().describe('The fields of the customer; null when there is none'),
});

export type FindCustomerInput = z.output<typeof findCustomerInput>;
export type FindCustomerOutput = z.output<typeof findCustomerOutput>;
