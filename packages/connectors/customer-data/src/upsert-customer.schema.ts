import { z } from 'zod';
import { toWriteInput } from './backend-inputs.schema.ts';
import {
  keyInput,
  keyOutput,
  recordOutput,
  replayedOutput,
  versionOutput,
} from './operation-fields.schema.ts';
import { recordInputs, valueInputs, valuesInput } from './record-inputs.schema.ts';
import { refuseReservedColumns } from './refuse-reserved-columns.ts';

const input = toWriteInput(
  {
    key: keyInput,
    values: valuesInput,
    ...recordInputs,
    ...valueInputs,
  },
  { table: {}, service: {} },
);

export const upsertCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'values', values: value.values }, check);
});

export const upsertCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  created: z.boolean().describe('Whether there was no such customer before'),
  previous: recordOutput.describe('The given fields as they were; empty when the customer is new'),
  updated: recordOutput.describe('The given fields as they are now'),
  replayed: replayedOutput,
});

export type UpsertCustomerInput = z.output<typeof upsertCustomerInput>;
export type UpsertCustomerOutput = z.output<typeof upsertCustomerOutput>;
