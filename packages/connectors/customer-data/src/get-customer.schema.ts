import { z } from 'zod';
import { toReadInput } from './backend-inputs.schema.ts';
import { keyInput, keyOutput, recordOutput, versionOutput } from './operation-fields.schema.ts';
import { fieldsInput, recordInputs } from './record-inputs.schema.ts';

export const getInput = toReadInput({ key: keyInput, fields: fieldsInput, ...recordInputs });

export const getOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  record: recordOutput.describe('The fields of the customer'),
});

export type GetInput = z.output<typeof getInput>;
export type GetOutput = z.output<typeof getOutput>;
