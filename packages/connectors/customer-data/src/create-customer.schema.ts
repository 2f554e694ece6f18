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
    key: z
      .preprocess((value) => (value === null || value === '' ? undefined : value), keyInput.optional())
      .meta({
        title: 'Key',
        description: 'Value that identifies the customer. Empty: the backend gives one',
        group: 'customer',
      }),
    values: valuesInput,
    ...recordInputs,
    ...valueInputs,
  },
  { table: {}, service: {} },
);

/** The inputs of `createCustomer`, as a model gives them. */
export const createCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'values', values: value.values }, check);
});

/** The schema of what `createCustomer` gives the process. */
export const createCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  record: recordOutput.describe('The fields that were given, as they are stored'),
  replayed: replayedOutput,
});

/** What `createCustomer` works on: its inputs, checked and with defaults. */
export type CreateCustomerInput = z.output<typeof createCustomerInput>;
/** What `createCustomer` gives the process. */
export type CreateCustomerOutput = z.output<typeof createCustomerOutput>;
