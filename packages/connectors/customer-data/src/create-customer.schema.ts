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

export const createCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'values', values: value.values }, check);
});

export const createCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  record: recordOutput.describe('The fields that were given, as they are stored'),
  replayed: replayedOutput,
});

export type CreateCustomerInput = z.output<typeof createCustomerInput>;
export type CreateCustomerOutput = z.output<typeof createCustomerOutput>;
