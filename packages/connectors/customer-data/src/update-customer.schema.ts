import { z } from 'zod';
import { defineWriteInput } from './backend-inputs.schema.ts';
import {
  keyInput,
  keyOutput,
  recordOutput,
  replayedOutput,
  versionOutput,
} from './operation-fields.schema.ts';
import { jsonObjectInput, recordInputs, valueInputs } from './record-inputs.schema.ts';
import { refuseReservedColumns } from './refuse-reserved-columns.ts';

const EXPECTED = {
  title: 'Expected version',
  description: 'Update only if the customer still has this version',
  group: 'advanced',
} as const;

const input = defineWriteInput(
  {
    key: keyInput,
    changes: jsonObjectInput.meta({
      title: 'Changes',
      description: 'Context of field to new value; fields that are left out keep theirs',
      feel: 'required',
      multiline: true,
      placeholder: '={status: "active"}',
      group: 'changes',
    }),
    ...recordInputs,
    ...valueInputs,
  },
  {
    table: {
      expectedVersion: z
        .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], {
          error: 'Expected a whole number; leave it out to update whatever the version is',
        })
        .optional()
        .meta(EXPECTED),
    },
    service: {
      expectedVersion: z
        .string({ error: 'Expected the version as text; leave it out to update whatever the version is' })
        .min(1)
        .optional()
        .meta(EXPECTED),
    },
  },
);

/** The inputs of `updateCustomer`, as a model gives them. */
export const updateCustomerInput = input.superRefine((value, check) => {
  refuseReservedColumns(value, { name: 'changes', values: value.changes }, check);
});

/** The schema of what `updateCustomer` gives the process. */
export const updateCustomerOutput = z.object({
  key: keyOutput,
  version: versionOutput,
  previous: recordOutput.describe('The changed fields as they were'),
  updated: recordOutput.describe('The changed fields as they are now'),
  replayed: replayedOutput,
});

/** What `updateCustomer` works on: its inputs, checked and with defaults. */
export type UpdateCustomerInput = z.output<typeof updateCustomerInput>;
/** What `updateCustomer` gives the process. */
export type UpdateCustomerOutput = z.output<typeof updateCustomerOutput>;
