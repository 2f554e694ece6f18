import { z } from 'zod';
import { defineWriteInput } from './backend-inputs.schema.ts';
import {
  keyInput,
  keyOutput,
  recordOutput,
  replayedOutput,
  versionOutput,
} from './operation-fields.schema.ts';
import { recordInputs, valueInputs, valuesInput } from './record-inputs.schema.ts';
import { refuseReservedColumns } from './refuse-reserved-columns.ts';

const input = defineWriteInput(
  {
    key: keyInput,
    values: valuesInput,
    ...recordInputs,
    ...valueInputs,
  },
  { table: {}, service: {} },
);

/** The inputs of `upsertCustomer`, as a model gives them. */
export const upsertCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'values', values: value.values }, check);
});

/** The schema of what `upsertCustomer` gives the process. */
export const upsertCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  created: z.boolean().describe('Whether there was no such customer before'),
  previous: recordOutput.describe('The given fields as they were; empty when the customer is new'),
  updated: recordOutput.describe('The given fields as they are now'),
  replayed: replayedOutput,
});

/** What `upsertCustomer` works on: its inputs, checked and with defaults. */
export type UpsertCustomerInput = z.output<typeof upsertCustomerInput>;
/** What `upsertCustomer` gives the process. */
export type UpsertCustomerOutput = z.output<typeof upsertCustomerOutput>;
