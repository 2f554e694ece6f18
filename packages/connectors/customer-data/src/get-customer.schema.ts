import { z } from 'zod';
import { toReadInput } from './backend-inputs.schema.ts';
import { keyInput, keyOutput, recordOutput, versionOutput } from './operation-fields.schema.ts';
import { fieldsInput, recordInputs } from './record-inputs.schema.ts';

export const getCustomerInput = toReadInput({ key: keyInput, fields: fieldsInput, ...recordInputs });

export const getCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  record: recordOutput.describe('The fields of the customer'),
});

export type GetCustomerInput = z.output<typeof getCustomerInput>;
export type GetCustomerOutput = z.output<typeof getCustomerOutput>;
